import { z } from 'zod';
import { STATUSES } from '../../domain/statuses';

const instant = z.iso.datetime();

const missSchema = z
  .object({
    checkpointHours: z.int(),
    dueBy: instant,
    waitsFor: z.enum(['acknowledged', 'resolved']),
    level: z.int().meta({ description: 'The level of escalation after it' }),
    climbs: z.boolean(),
    missesTarget: z.boolean().meta({ description: 'Whether the promise to the reporter is missed with it' }),
  })
  .meta({ id: 'ForecastMiss' });

const caseSchema = z
  .object({
    trackingCode: z.string(),
    category: z.string(),
    district: z.string(),
    status: z.enum(STATUSES),
    confidential: z.boolean(),
    escalationLevel: z.int(),
    targetHours: z.int(),
    resolveBy: instant,
    misses: z.array(missSchema),
    links: z.object({ self: z.url() }),
  })
  .meta({ id: 'ForecastCase' });

export const forecastSchema = z
  .object({
    hours: z.int(),
    total: z.int(),
    agencies: z.array(z.object({ agency: z.string(), total: z.int(), items: z.array(caseSchema) })),
  })
  .meta({ id: 'Forecast' });

export type ForecastView = z.input<typeof forecastSchema>;

import { z } from 'zod';
import { SHIFT_MAX_HOURS } from '../../domain/shifts';
import { text } from '../http/text-schemas';

const instant = z.iso.datetime();
export const OUTAGE_REASON_MAX = 500;

const hours = z
  .int()
  .min(1)
  .max(SHIFT_MAX_HOURS)
  .meta({ description: 'Hours from now that the agency is out', example: 48 });

export const newOutageSchema = z
  .strictObject({
    hours,
    reason: text({ max: OUTAGE_REASON_MAX }).meta({
      description: 'Why; reporters read it',
      example: 'Flood at the depot',
    }),
  })
  .meta({ id: 'NewOutage' });

export const outagePreviewRequest = z.strictObject({ hours }).meta({ id: 'OutagePreviewRequest' });

export const outageSchema = z
  .object({
    id: z.uuid(),
    agency: z.string(),
    hours: z.int(),
    reason: z.string(),
    state: z.enum(['shifting', 'shifted', 'undoing', 'undone']).meta({
      description: 'What the engine still has to do for it (`…ing`), or has done',
    }),
    running: z
      .boolean()
      .meta({ description: 'Whether the agency is out now; no other outage is declared then' }),
    createdAt: instant,
    until: instant,
    undoneAt: instant.nullable(),
    cases: z
      .object({
        total: z.int().meta({ description: 'That the agency had open, or got while it was out' }),
        waiting: z.int(),
        shifted: z.int(),
        left: z.int().meta({ description: 'Handed on, answered or without a deadline by then' }),
        givenBack: z.int(),
        kept: z.int().meta({ description: 'Nothing was left to give back' }),
      })
      .meta({ id: 'OutageCases' }),
  })
  .meta({ id: 'Outage', description: 'Hours in which an agency cannot work: its open cases get them.' });

export const outagesSchema = z.object({ items: z.array(outageSchema) }).meta({ id: 'Outages' });

const movedCaseSchema = z
  .object({
    trackingCode: z.string(),
    category: z.string(),
    district: z.string(),
    status: z.string(),
    escalationLevel: z.int(),
    resolveBy: instant,
    newResolveBy: instant.meta({ description: 'The same where the promise had passed' }),
    deadlines: z.array(
      z.object({
        hours: z.int().meta({ description: 'Its checkpoint' }),
        waitsFor: z.enum(['acknowledged', 'resolved']),
        dueBy: instant,
        movedTo: instant,
        saved: z.boolean().meta({ description: 'It would be missed within these hours if nobody acts' }),
      }),
    ),
  })
  .meta({ id: 'MovedCase' });

export const outagePreviewSchema = z
  .object({
    agency: z.string(),
    hours: z.int(),
    at: instant,
    until: instant,
    open: z.int().meta({ description: 'Cases that the agency has open' }),
    moved: z.int().meta({ description: 'Those with a deadline to be moved' }),
    saved: z.int().meta({ description: 'Those that would miss one within these hours' }),
    items: z.array(movedCaseSchema).meta({ description: 'The cases that move, by their promise' }),
  })
  .meta({ id: 'OutagePreview' });

export type OutageView = z.input<typeof outageSchema>;
export type OutagePreviewView = z.input<typeof outagePreviewSchema>;

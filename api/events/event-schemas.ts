import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { everyOf } from '../../city/directory';
import { cityEventType } from '../../domain/city-event';
import { EVENT_TYPES } from '../../domain/event-types';
import { STATUSES } from '../../domain/statuses';
import { code } from '../http/city-schemas';
import { pageLimit, several } from '../http/list-parameters';
import type { CloudEvent } from './cloud-event';
import { LATEST } from './read-feed';

const EVENTS_AT_MOST = 500;

/** The query of the feed. The filters take several values, separated by commas. */
export function eventsQuery(city: CityPack) {
  return z.strictObject({
    cursor: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({
        description: `\`next\` of the answer before. Left out, the feed begins with the first event; \`${LATEST}\` begins with what comes next.`,
      }),
    limit: pageLimit({ usually: 100, most: EVENTS_AT_MOST }),
    type: several(z.enum(EVENT_TYPES)).optional(),
    agency: several(code(everyOf(city, 'agencies'))).optional(),
    category: several(code(everyOf(city, 'categories'))).optional(),
    district: several(code(everyOf(city, 'districts'))).optional(),
  });
}

const instant = z.iso.datetime();

const EXAMPLE: CloudEvent = {
  specversion: '1.0',
  id: '01936f5e-4c5b-7d7e-9a51-2b1f0f6f3a10/5',
  source: 'https://sikesal.example.id/api/v1',
  type: 'sikesal.complaint.escalated.v1',
  subject: 'SK-7Q4M-2XKD',
  time: '2026-11-24T06:00:00.000Z',
  datacontenttype: 'application/json',
  data: {
    trackingCode: 'SK-7Q4M-2XKD',
    status: 'assigned',
    category: 'jalan',
    agency: 'pupr',
    district: 'kota-baru',
    escalationLevel: 1,
    resolveBy: '2026-11-26T06:00:00.000Z',
    links: { self: 'https://sikesal.example.id/api/v1/complaints/SK-7Q4M-2XKD' },
  },
};

export const cloudEventSchema = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string().meta({ description: 'The same each time that an event is sent' }),
    source: z.url(),
    type: z.enum(EVENT_TYPES.map(cityEventType)),
    subject: z.string().meta({ description: 'The tracking code' }),
    time: instant.meta({ description: 'When it was decided' }),
    datacontenttype: z.literal('application/json'),
    data: z
      .object({
        trackingCode: z.string(),
        status: z.enum(STATUSES),
        category: z.string(),
        agency: z.string(),
        district: z.string(),
        escalationLevel: z.int().min(0).max(3),
        resolveBy: instant.optional().meta({ description: 'While it is open' }),
        links: z.object({ self: z.url() }),
      })
      .meta({ description: 'The complaint as it stands when the event is read, not as it stood then' }),
  })
  .meta({ id: 'CityEvent', description: 'CloudEvents 1.0, structured JSON', examples: [EXAMPLE] });

export const eventListSchema = z
  .object({
    items: z.array(cloudEventSchema),
    next: z.string().meta({
      description:
        'Cursor to ask with next. When it is the one that was asked with, nothing is left for now.',
      examples: ['e_u1-JImBfQ4RQTJBnyCvQ'],
    }),
  })
  .meta({ id: 'CityEventList' });

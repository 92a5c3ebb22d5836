import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { everyOf } from '../../city/directory';
import { STATUSES } from '../../domain/statuses';
import { code } from '../http/city-schemas';
import { pageLimit, several } from '../http/list-parameters';
import { line, optional } from '../http/text-schemas';
import { complaintSummarySchema } from './complaint-schemas';

const PAGE_AT_MOST = 100;

/** The filters of a list. Those that take several values take them separated by commas. */
export function listQuery(city: CityPack) {
  return z.strictObject({
    status: several(z.enum(STATUSES)).optional(),
    agency: several(code(everyOf(city, 'agencies'))).optional(),
    category: several(code(everyOf(city, 'categories'))).optional(),
    district: several(code(everyOf(city, 'districts'))).optional(),
    overdue: z.enum(['true', 'false']).optional(),
    level: several(z.enum(['0', '1', '2', '3'])).optional(),
    q: optional(line({ max: 100 })).meta({
      description:
        'Words of the text or the address in any order, each as it stands or a part of it; “quoted” ones as a phrase. ' +
        'Or a tracking code, or half of one.',
    }),
    bbox: z
      .string()
      .transform(
        (value, context) => parseBox(value) ?? refuse(context, 'is west,south,east,north in degrees'),
      )
      .optional()
      .meta({ description: 'west,south,east,north', example: '103.5,-1.7,103.7,-1.5' }),
    since: z.iso
      .datetime({ offset: true, error: 'must be an instant, RFC 3339' })
      .transform((value) => Date.parse(value))
      .optional(),
    channel: optional(line({ max: 60 })).meta({
      description: 'The channel it was filed through; for staff, and for an application its own',
    }),
    reference: optional(line({ max: 100 })).meta({
      description: '`externalReference` of what the application filed; staff find by it too',
    }),
    cursor: z
      .string()
      .min(1)
      .max(2000)
      .transform(cursorOf)
      .optional()
      .meta({ description: 'The cursor in `next`, or all of `next`' }),
    limit: pageLimit({ usually: 20, most: PAGE_AT_MOST }),
  });
}

export const listSchema = z
  .object({
    items: z.array(complaintSummarySchema),
    next: z.url().nullable().meta({ description: 'Where the list goes on' }),
  })
  .meta({ id: 'ComplaintList' });

/** Clients may send back all of `next`, which is a URL. */
function cursorOf(value: string): string {
  return URL.canParse(value) ? (new URL(value).searchParams.get('cursor') ?? value) : value;
}

type Box = [west: number, south: number, east: number, north: number];

function parseBox(value: string): Box | null {
  const parts = value.split(',');
  if (parts.length !== 4 || !parts.every((part) => /^-?\d{1,3}(\.\d{1,15})?$/.test(part))) return null;
  const [west, south, east, north] = parts.map(Number) as Box;
  const fits = west <= east && south <= north && Math.abs(west) <= 180 && Math.abs(east) <= 180;
  return fits && south >= -90 && north <= 90 ? [west, south, east, north] : null;
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message, params: { rule: 'format' } });
  return z.NEVER;
}

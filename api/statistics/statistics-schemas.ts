import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { everyOf } from '../../city/directory';
import { code } from '../http/city-schemas';

/** A generation: a longer period is a mistake, and each of its months would be counted. */
const YEARS_AT_MOST = 20;

export const BY = ['agency', 'category', 'month'] as const;

const day = z.iso.date({ error: 'must be a day, YYYY-MM-DD' });

export function statisticsQuery(city: CityPack) {
  return z
    .strictObject({
      by: z.enum(BY).default('agency'),
      from: day.optional().meta({ description: 'First day of receipt, in the city’s time zone' }),
      to: day.optional().meta({ description: 'Last day of receipt' }),
      agency: code(everyOf(city, 'agencies')).optional(),
      category: code(everyOf(city, 'categories')).optional(),
    })
    .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
      path: ['to'],
      error: 'must not be before from',
      params: { rule: 'minimum' },
    })
    .refine(({ from }) => !(yearsSince(from) > YEARS_AT_MOST), {
      path: ['from'],
      error: `must be within ${YEARS_AT_MOST} years`,
      params: { rule: 'minimum' },
    })
    .refine(({ to }) => !(yearsSince(to) < -1), {
      path: ['to'],
      error: 'must not be years ahead',
      params: { rule: 'maximum' },
    });
}

/** NaN if it is not a day; another rule reports that. */
function yearsSince(date = ''): number {
  return (Date.now() - Date.parse(date)) / (365.25 * 86_400_000);
}

const count = z.int().min(0);
const part = z
  .object({
    of: count.meta({ description: 'How many it is a part of' }),
    count: count.nullable(),
    share: z.number().min(0).max(1).nullable(),
  })
  .meta({
    id: 'Part',
    description: '`count` and `share` are null when `of` is under 10: too few to compare.',
  });

const figures = z.object({
  received: count,
  running: count.meta({ description: 'Not decided yet: within their time, and nobody has answered' }),
  acknowledgedInTime: part.meta({ description: 'By the first checkpoint of the policy that it pinned' }),
  resolvedInTime: part.meta({ description: 'Answered by its target, where that stood by then' }),
  afterMove: part.meta({ description: 'Of those: in time only because the target had been moved' }),
  answered: count,
  medianHours: z.number().nullable(),
  p90Hours: z.number().nullable(),
  rejected: part,
  reopened: part,
  extended: count,
  satisfied: z
    .object({
      of: count.meta({ description: 'How many rated, to the nearest five' }),
      share: z
        .number()
        .min(0.05)
        .max(0.95)
        .nullable()
        .meta({ description: 'To the nearest 0.05, and never all or none; null of fewer than 25 ratings' }),
    })
    .meta({ description: 'Rated with 4 or 5 stars' }),
  meanStars: z
    .number()
    .min(1)
    .max(5)
    .nullable()
    .meta({ description: 'To the nearest half; null of fewer than 25 ratings' }),
});

export const statisticsSchema = z
  .object({
    by: z.enum(BY),
    from: z.iso.datetime().meta({ description: 'Received at or after' }),
    to: z.iso.datetime().meta({ description: 'Received before' }),
    total: figures,
    items: z.array(
      figures.extend({
        key: z.string().meta({ description: 'Code of the agency or category, or the month, YYYY-MM' }),
        rank: z
          .int()
          .min(1)
          .nullable()
          .meta({ description: 'By the share resolved in time; null of months and of too few' }),
      }),
    ),
  })
  .meta({ id: 'Statistics' });

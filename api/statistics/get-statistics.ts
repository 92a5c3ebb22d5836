import type { CityPack } from '../../city/city-pack';
import type { StatisticsFilter } from '../../database/readers/statistics-filter';
import type { StatisticsReader } from '../../database/readers/statistics-reader';
import type { Actor } from '../../domain/actor';
import { listedAgencies } from '../../domain/permissions';
import { isoInstant } from '../http/iso-instant';
import { defineOperation } from '../http/operation';
import { json } from '../http/reply';
import { figuresOf, ranksOf } from './figures';
import { periodOf } from './period';
import { statisticsQuery, statisticsSchema } from './statistics-schemas';

interface StatisticsDeps {
  city: CityPack;
  statistics: StatisticsReader;
}

interface Wanted {
  from?: string;
  to?: string;
  agency?: string;
  category?: string;
}

export function getStatistics({ city, statistics }: StatisticsDeps) {
  return defineOperation(
    {
      id: 'getStatistics',
      audience: 'everybody',
      example: { query: { by: 'category' } },
      method: 'get',
      path: '/statistics',
      tag: 'Statistics',
      summary: 'Whether the city keeps its promises',
      description:
        'Of complaints received in a period, a year when nothing is said. Staff get those of their agencies, the ' +
        'command centre and administrators all, everybody else the public ones of all. A promise that was decided ' +
        'stays as the policy of its day decided it.',
      query: statisticsQuery(city),
      responses: { 200: { description: 'By agency, category or month.', schema: statisticsSchema } },
      limit: 'statistics',
    },
    {
      async handle({ query: { by, ...wanted }, actor }) {
        const filter = statisticsFilter(wanted, { actor, timeZone: city.timeZone });
        const tables = await statistics.tables(filter, ['all', by]);
        const items = tables[by].map((row) => ({ key: row[by] ?? '', ...figuresOf(row) }));
        const ranks = by === 'month' ? items.map(() => null) : ranksOf(items);
        const [total] = tables.all.map(figuresOf);
        const { from, to } = filter;
        return json(200, {
          ...{ by, from: isoInstant(from), to: isoInstant(to), total },
          items: items.map((item, index) => ({ ...item, rank: ranks[index] })),
        });
      },
    },
  );
}

/** What somebody may count: agencies as in lists, and for the public no confidential cases. */
export function statisticsFilter(
  { agency, category, ...days }: Wanted,
  { actor, timeZone }: { actor: Actor; timeZone: string },
): StatisticsFilter {
  const listed = listedAgencies(actor);
  const isPublic = listed.length === 0;
  const mine = isPublic ? 'all' : listed;
  return {
    ...periodOf(days, { timeZone, now: Date.now() }),
    agencies: agency === undefined ? mine : mine === 'all' || mine.includes(agency) ? [agency] : [],
    includeConfidential: !isPublic,
    ...(category === undefined ? {} : { category }),
  };
}

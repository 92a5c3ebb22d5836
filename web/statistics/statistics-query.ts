import { firstOfMonth } from '../../api/statistics/calendar';
import { statisticsFilter } from '../../api/statistics/get-statistics';
import { MONTHS_SHOWN } from '../../api/statistics/period';
import type { CityPack } from '../../city/city-pack';
import { everyCodeOf } from '../../city/directory';
import type { StatisticsFilter } from '../../database/readers/statistics-filter';
import type { Actor } from '../../domain/actor';
import type { Instant } from '../../domain/instant';
import { queryChoice } from '../query-choice';

/** Numbers of months to choose from, including the current month. */
export const PERIODS = [3, 6, MONTHS_SHOWN, 24, 36] as const;

export interface StatisticsQuery {
  months: number;
  agency?: string;
  category?: string;
}

/** An empty field of the form filters nothing. @throws Problem `invalid` for anything that is not one of the choices */
export function readStatisticsQuery(
  query: Readonly<Record<string, string>>,
  city: CityPack,
): StatisticsQuery {
  const months = queryChoice(query, 'months', PERIODS.map(String));
  const agency = queryChoice(query, 'agency', everyCodeOf(city, 'agencies'));
  const category = queryChoice(query, 'category', everyCodeOf(city, 'categories'));
  return {
    months: months === undefined ? MONTHS_SHOWN : Number(months),
    ...(agency === undefined ? {} : { agency }),
    ...(category === undefined ? {} : { category }),
  };
}

export function filterOf(
  { months, ...query }: StatisticsQuery,
  { actor, timeZone, now }: { actor: Actor; timeZone: string; now: Instant },
): StatisticsFilter {
  const from = firstOfMonth(now, { timeZone, back: months - 1 });
  return statisticsFilter({ ...query, from }, { actor, timeZone });
}

export function statisticsUrl(
  path: string,
  query: StatisticsQuery,
  more: Record<string, string> = {},
): string {
  const { months, agency = '', category = '' } = query;
  const search = { months: String(months), agency, category, ...more };
  const kept = Object.entries(search).filter(([, value]) => value !== '');
  return `${path}?${new URLSearchParams(kept).toString()}`;
}

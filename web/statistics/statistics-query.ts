import { invalid } from '../../api/http/problem';
import { firstOfMonth } from '../../api/statistics/calendar';
import { statisticsFilter } from '../../api/statistics/get-statistics';
import { MONTHS_SHOWN } from '../../api/statistics/period';
import type { CityPack } from '../../city/city-pack';
import { everyOf } from '../../city/directory';
import type { StatisticsFilter } from '../../database/readers/statistics-filter';
import type { Actor } from '../../domain/actor';
import type { Instant } from '../../domain/instant';

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
  const months = chosen(query, 'months', PERIODS.map(String));
  const agency = chosen(query, 'agency', codesOf(everyOf(city, 'agencies')));
  const category = chosen(query, 'category', codesOf(everyOf(city, 'categories')));
  return {
    months: months === undefined ? MONTHS_SHOWN : Number(months),
    ...(agency === undefined ? {} : { agency }),
    ...(category === undefined ? {} : { category }),
  };
}

/** @throws Problem `invalid` */
export function chosen<Value extends string>(
  query: Readonly<Record<string, string>>,
  name: string,
  choices: readonly Value[],
): Value | undefined {
  const value = query[name] ?? '';
  if (value === '') return undefined;
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  throw invalid([{ parameter: name, rule: 'enum', detail: `${name} is not one of the choices.` }]);
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

function codesOf(all: readonly { code: string }[]): string[] {
  return all.map(({ code }) => code);
}

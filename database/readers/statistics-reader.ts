import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { readPromiseCells } from './promise-cells';
import { toStatisticsRows, type StatisticsBy, type StatisticsRow } from './statistics-row';
import type { StatisticsFilter } from './statistics-filter';

export { STATISTICS_GROUPS, type StatisticsBy, type StatisticsRow } from './statistics-row';

/** How well the city keeps its promises (docs/decisions/0018-promise-facts.md). */
export interface StatisticsReader {
  /** Ordered by the groups' codes; an empty group has no row, except for `all`. */
  table(filter: StatisticsFilter, by: StatisticsBy): Promise<StatisticsRow[]>;
  /** Several tables of the same promises, for little more than the cost of one. */
  tables<By extends StatisticsBy>(
    filter: StatisticsFilter,
    bys: readonly By[],
  ): Promise<Record<By, StatisticsRow[]>>;
  /**
   * For promises received at or after `since` and before `until`, as known at `until`: later decisions change
   * nothing. By agency, for agencies with any decided promise. Confidential ones are counted.
   */
  onTimeShares(period: { since: Instant; until: Instant }): Promise<OnTimeShare[]>;
}

/** Decided promises of an agency, and how many of them were kept. */
export interface OnTimeShare {
  agency: string;
  total: number;
  onTime: number;
}

interface StatisticsReaderDeps {
  db: Database;
  /** For its time zone, which delimits the months. */
  city: { timeZone: string };
}

// An open complaint past its deadline has missed it, whether the engine has recorded that or not.
const ON_TIME = `
  SELECT agency, count(*)::int AS total, count(*) FILTER (WHERE resolved_in_time)::int AS "onTime"
  FROM promise_facts
  WHERE received_at >= $1 AND received_at < $2 AND coalesce(decided_at, resolve_by) < $2
  GROUP BY agency ORDER BY agency`;

export function createStatisticsReader({ db, city: { timeZone } }: StatisticsReaderDeps): StatisticsReader {
  async function tables<By extends StatisticsBy>(
    filter: StatisticsFilter,
    bys: readonly By[],
  ): Promise<Record<By, StatisticsRow[]>> {
    const cells = await readPromiseCells(db, { filter, timeZone });
    const entries = bys.map((by) => [by, toStatisticsRows(by, cells)]);
    return Object.fromEntries(entries) as Record<By, StatisticsRow[]>;
  }

  return {
    tables,
    table: async (filter, by) => (await tables(filter, [by]))[by],
    onTimeShares: ({ since, until }) =>
      selectRows<OnTimeShare>(db, { sql: ON_TIME, bind: [new Date(since), new Date(until)] }),
  };
}

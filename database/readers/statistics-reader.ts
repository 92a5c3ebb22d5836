import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { readPromiseCells } from './promise-cells';
import { toStatisticsRows, type StatisticsBy, type StatisticsRow } from './statistics-row';
import type { StatisticsFilter } from './statistics-filter';

export { STATISTICS_GROUPS, type StatisticsBy, type StatisticsRow } from './statistics-row';

/** How the city keeps its promises (docs/decisions/0018-promise-facts.md). */
export interface StatisticsReader {
  /** In the order of the groups' codes; a group of nothing has no row, but for `all`. */
  table(filter: StatisticsFilter, by: StatisticsBy): Promise<StatisticsRow[]>;
  /** Several tables of the same promises at the price of little more than one. */
  tables<By extends StatisticsBy>(
    filter: StatisticsFilter,
    bys: readonly By[],
  ): Promise<Record<By, StatisticsRow[]>>;
  /**
   * Of the promises received from `since` on and before `until`, as was known at `until`: what is decided later changes
   * nothing. By agency, where any is decided. Confidential ones are counted.
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
  /** Whose months they are. */
  city: { timeZone: string };
}

// What is open beyond its instant is missed, whether the engine has recorded that or not.
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
    const told = bys.map((by) => [by, toStatisticsRows(by, cells)]);
    return Object.fromEntries(told) as Record<By, StatisticsRow[]>;
  }

  return {
    tables,
    table: async (filter, by) => (await tables(filter, [by]))[by],
    onTimeShares: ({ since, until }) =>
      selectRows<OnTimeShare>(db, { sql: ON_TIME, bind: [new Date(since), new Date(until)] }),
  };
}

import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { readPromiseCells } from './promise-cells';
import { toStatisticsRows, type StatisticsBy, type StatisticsRow } from './statistics-row';

export { STATISTICS_GROUPS, type StatisticsBy, type StatisticsRow } from './statistics-row';

/** Only the caller knows who reads: `agencies` and `includeConfidential` are the border. */
export interface StatisticsFilter {
  agencies: 'all' | readonly string[];
  /** Received at or after. */
  from: Instant;
  /** Received before. */
  to: Instant;
  includeConfidential: boolean;
  category?: string;
}

/** How the city keeps its promises (docs/decisions/0018-promise-facts.md). */
export interface StatisticsReader {
  /** In the order of the groups' codes; a group of nothing has no row, but for `all`. */
  table(filter: StatisticsFilter, by: StatisticsBy): Promise<StatisticsRow[]>;
  /** Several tables of the same promises at the price of little more than one. */
  tables<By extends StatisticsBy>(
    filter: StatisticsFilter,
    bys: readonly By[],
  ): Promise<Record<By, StatisticsRow[]>>;
  /** Of the promises received since then about which it is decided. Confidential ones are counted. */
  onTimeShare(input: {
    since: Instant;
    agencies: 'all' | readonly string[];
  }): Promise<{ total: number; onTime: number }>;
}

interface StatisticsReaderDeps {
  db: Database;
  /** Whose months they are. */
  city: { timeZone: string };
}

const ON_TIME = `
  SELECT count(*) FILTER (WHERE resolved_in_time IS NOT NULL OR resolve_by < now())::int AS total,
    count(*) FILTER (WHERE resolved_in_time)::int AS "onTime"
  FROM promise_facts WHERE received_at >= $1 AND ($2::text[] IS NULL OR agency = ANY($2::text[]))`;

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
    async onTimeShare({ since, agencies }) {
      const bind = [new Date(since), agencies === 'all' ? null : [...agencies]];
      const [share] = await selectRows<{ total: number; onTime: number }>(db, { sql: ON_TIME, bind });
      if (!share) throw new RangeError('a count is always answered');
      return share;
    },
  };
}

import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { OPEN_CASES, type WallCase } from './wall-case';

export type { WallCase } from './wall-case';

/** How many came in, and how many were resolved, since midnight. */
export interface WallDay {
  agency: string;
  category: string;
  district: string;
  received: number;
  resolved: number;
}

export interface WallReading {
  /** The database's clock. */
  now: Instant;
  /** Everything that is open, what is due first at the beginning. */
  cases: WallCase[];
  /** One entry for each agency, category and district where anything happened today. */
  today: WallDay[];
}

/** What the command centre's wall shows; nothing of a reporter, no words. Only the caller knows who looks. */
export interface WallReader {
  /** @param input IANA name of the zone whose midnight counts */
  read(input: { timeZone: string }): Promise<WallReading>;
}

const CLOCK = 'SELECT floor(extract(epoch FROM now()) * 1000)::float8 AS now';

// Written out each time, as the planner does not see through a common table.
const MIDNIGHT = `(date_trunc('day', now() AT TIME ZONE $1) AT TIME ZONE $1)`;

/** What was resolved today ended today at the latest, so it stands before what ended earlier: an index's range. */
const resolvedOfRank = (rank: 1 | 2) => `
  SELECT c.agency, c.category, c.district, 0 AS received, 1 AS resolved FROM complaints c
  WHERE c.desk_rank = ${rank} AND c.desk_order <= -(extract(epoch FROM ${MIDNIGHT}) * 1000)::bigint
    AND c.resolved_at >= ${MIDNIGHT} AND c.status IN ('resolved', 'closed')`;

const TODAY = `
  SELECT agency, category, district, sum(received)::int AS received, sum(resolved)::int AS resolved
  FROM (
    SELECT c.agency, c.category, c.district, 1 AS received, 0 AS resolved FROM complaints c
    WHERE c.received_at >= ${MIDNIGHT}
    UNION ALL ${resolvedOfRank(1)}
    UNION ALL ${resolvedOfRank(2)}
  ) AS happened
  GROUP BY agency, category, district`;

export function createWallReader({ db }: { db: Database }): WallReader {
  return {
    async read({ timeZone }) {
      const [clock, cases, today] = await Promise.all([
        selectRows<{ now: Instant }>(db, { sql: CLOCK }),
        selectRows<WallCase>(db, { sql: OPEN_CASES }),
        selectRows<WallDay>(db, { sql: TODAY, bind: [timeZone] }),
      ]);
      const now = clock[0]?.now;
      if (now === undefined) throw new Error('a clock has one row');
      return { now, cases, today };
    },
  };
}

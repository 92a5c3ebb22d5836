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

// Each part by an index: what was resolved today stands among what is answered (rank 1) or over (rank 2) before what
// ended earlier, since it ended today at the latest.
const TODAY = `
  WITH midnight AS (SELECT date_trunc('day', now() AT TIME ZONE $1) AT TIME ZONE $1 AS at)
  SELECT agency, category, district, sum(received)::int AS received, sum(resolved)::int AS resolved
  FROM (
    SELECT c.agency, c.category, c.district, 1 AS received, 0 AS resolved
    FROM complaints c WHERE c.received_at >= (SELECT at FROM midnight)
    UNION ALL
    SELECT c.agency, c.category, c.district, 0, 1
    FROM unnest('{1,2}'::smallint[]) AS rank
    JOIN complaints c ON c.desk_rank = rank
      AND c.desk_order <= (SELECT -(extract(epoch FROM at) * 1000)::bigint FROM midnight)
    WHERE c.resolved_at >= (SELECT at FROM midnight) AND c.status IN ('resolved', 'closed')
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

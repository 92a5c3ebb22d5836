import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { createGate } from './gate';

/** Work that only one process does at a time. */
export interface ExclusiveJobs {
  /**
   * Runs `work` unless it is already running, in whatever process; `lock` is one of `ADVISORY_LOCKS`. The work has
   * to end by the instant that it is given: soon after that, PostgreSQL gives the turn of a hanging process to
   * another.
   * @returns null when another process has the turn
   */
  take<Result>(lock: number, work: (endBy: Instant) => Promise<Result>): Promise<Result | null>;
}

/** Far below `idle_in_transaction_session_timeout` (connection.ts), which ends the transaction and so the turn. */
const JOB_MS = 30_000;

const TRY = 'SELECT pg_try_advisory_xact_lock($1) AS "isMine"';

export function createExclusiveJobs({ db }: { db: Database }): ExclusiveJobs {
  // A turn holds a connection, and the work in it needs others.
  const gate = createGate(Math.max(1, Math.floor((db.sequelize.config.pool?.max ?? 2) / 2)));
  return {
    take: (lock, work) =>
      gate(() =>
        db.sequelize.transaction(async (transaction) => {
          const [row] = await selectRows<{ isMine: boolean }>(db, { sql: TRY, bind: [lock], transaction });
          return row?.isMine ? work(Date.now() + JOB_MS) : null;
        }),
      ),
  };
}

import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { createGate } from './gate';

/** Some work that one process at a time does. */
export interface ExclusiveJobs {
  /**
   * Runs `work` unless somebody else, in whatever process, is at it; `lock` is one of `ADVISORY_LOCKS`. It has to be over
   * at the instant that it is told: PostgreSQL gives the turn of a process that hangs to another one soon after that.
   * @returns null when it is another one's turn
   */
  take<Result>(lock: number, work: (endBy: Instant) => Promise<Result>): Promise<Result | null>;
}

/** Far below `idle_in_transaction_session_timeout` (connection.ts), which ends the transaction and with it the turn. */
const JOB_MS = 30_000;

const TRY = 'SELECT pg_try_advisory_xact_lock($1) AS "isMine"';

export function createExclusiveJobs({ db }: { db: Database }): ExclusiveJobs {
  // A turn keeps a connection, and the work in it needs others.
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

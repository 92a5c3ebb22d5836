import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { createGate } from './gate';

/** Development only: the clock of one case, moved by the fast-forward. */
export interface ClockStore {
  moveOn(complaintId: string, ms: number): Promise<void>;
  /** Whether the case's workflow has started and everything due by its own clock has been recorded. */
  isUpToDate(complaintId: string): Promise<boolean>;
  /** Runs `work` exclusively for a complaint, across processes. */
  withLock<T>(complaintId: string, work: () => Promise<T>): Promise<T>;
}

const IS_UP_TO_DATE = `
  SELECT 1 FROM complaints WHERE id = $1 AND workflow_started_at IS NOT NULL AND status <> 'submitted'
    AND (next_due_by IS NULL OR next_due_by >= now() + clock_offset * interval '1 millisecond')`;

// A fast-forward by someone else may take longer than queries are allowed to.
const UNHURRIED = `
  SELECT set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`;
const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

export function createClockStore({ db }: { db: Database }): ClockStore {
  // Each lock holds a connection, and the work under it needs another.
  const gate = createGate(Math.max(1, Math.floor((db.sequelize.config.pool?.max ?? 2) / 2)));
  return {
    async moveOn(complaintId, ms) {
      await selectRows(db, {
        sql: 'UPDATE complaints SET clock_offset = clock_offset + $2 WHERE id = $1',
        bind: [complaintId, ms],
      });
    },
    async isUpToDate(complaintId) {
      return (await selectRows(db, { sql: IS_UP_TO_DATE, bind: [complaintId] })).length > 0;
    },
    withLock: (complaintId, work) =>
      gate(() =>
        db.sequelize.transaction(async (transaction) => {
          await selectRows(db, { sql: UNHURRIED, transaction });
          await selectRows(db, { sql: LOCK, bind: [complaintId], transaction });
          return work();
        }),
      ),
  };
}

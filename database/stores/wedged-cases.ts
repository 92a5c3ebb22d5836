import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { FINAL } from '../status-lists';

export interface WedgedCase {
  complaintId: string;
  /** The run that was last logged. */
  runId: string;
  /** How often its execution was rebuilt. */
  rebuilds: number;
  /** Whether the pause after the last rebuild, if there was one, is over. */
  isPauseOver: boolean;
  /** The watchdog has given up and called an operator. */
  isGivenUp: boolean;
}

/** Wedged cases, and what was done about them. */
export interface WedgedCases {
  /**
   * Brings the list up to date with the engine's: removes a case that has not been wedged for `healthyMs`, or at
   * once if it is over. @returns the remaining ones
   */
  refresh(input: { wedged: readonly string[]; healthyMs: number }): Promise<WedgedCase[]>;
  /** Records a wedged run that had not been logged before. */
  seen(input: { complaintId: string; runId: string; failureType: string }): Promise<WedgedCase>;
  /** Records a rebuild; the next one has to wait for `pauseMs`. */
  rebuilt(input: { complaintId: string; pauseMs: number }): Promise<void>;
  giveUp(complaintId: string): Promise<void>;
  /** How many of these were given up. */
  countGivenUp(complaintIds: readonly string[]): Promise<number>;
  /** An operator has rebuilt it: counting starts again. */
  forget(complaintId: string): Promise<void>;
}

const COLUMNS = `complaint_id AS "complaintId", run_id AS "runId", rebuilds,
  next_rebuild_at <= clock_timestamp() AS "isPauseOver", given_up_at IS NOT NULL AS "isGivenUp"`;

const NOTE_HEALTH = `
  UPDATE wedged_cases SET healthy_since =
    CASE WHEN complaint_id = ANY($1::uuid[]) THEN NULL ELSE coalesce(healthy_since, now()) END
  RETURNING complaint_id`;
const DROP_HEALTHY = `
  DELETE FROM wedged_cases USING complaints
  WHERE id = complaint_id AND healthy_since IS NOT NULL
    AND (status IN ${FINAL} OR healthy_since <= now() - $1::float8 * interval '1 millisecond')
  RETURNING complaint_id`;
const ALL = `SELECT ${COLUMNS} FROM wedged_cases`;

const SEEN = `
  INSERT INTO wedged_cases (complaint_id, run_id, failure_type) VALUES ($1, $2, $3)
  ON CONFLICT (complaint_id) DO UPDATE SET run_id = excluded.run_id, failure_type = excluded.failure_type
  RETURNING ${COLUMNS}`;
const REBUILT = `
  UPDATE wedged_cases SET rebuilds = rebuilds + 1,
    next_rebuild_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
  WHERE complaint_id = $1 RETURNING complaint_id`;
const GIVE_UP = 'UPDATE wedged_cases SET given_up_at = now() WHERE complaint_id = $1 RETURNING complaint_id';
const GIVEN_UP = `
  SELECT count(*)::int AS count FROM wedged_cases WHERE given_up_at IS NOT NULL AND complaint_id = ANY($1::uuid[])`;
const FORGET = 'DELETE FROM wedged_cases WHERE complaint_id = $1 RETURNING complaint_id';

export function createWedgedCases({ db }: { db: Database }): WedgedCases {
  const run = async (sql: string, ...bind: unknown[]) => {
    await selectRows(db, { sql, bind });
  };
  return {
    async refresh({ wedged, healthyMs }) {
      await run(NOTE_HEALTH, wedged);
      await run(DROP_HEALTHY, healthyMs);
      return selectRows<WedgedCase>(db, { sql: ALL });
    },
    async seen({ complaintId, runId, failureType }) {
      const bind = [complaintId, runId, failureType];
      const [seen] = await selectRows<WedgedCase>(db, { sql: SEEN, bind });
      if (!seen) throw new RangeError('a wedged case was not written down');
      return seen;
    },
    rebuilt: ({ complaintId, pauseMs }) => run(REBUILT, complaintId, pauseMs),
    giveUp: (complaintId) => run(GIVE_UP, complaintId),
    async countGivenUp(complaintIds) {
      const [row] = await selectRows<{ count: number }>(db, { sql: GIVEN_UP, bind: [complaintIds] });
      return row?.count ?? 0;
    },
    forget: (complaintId) => run(FORGET, complaintId),
  };
}

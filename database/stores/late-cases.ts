import type { Database } from '../connection';
import { BY_DEADLINE, isLate, type WatchedComplaint } from '../readers/watch-reader';
import { selectRows } from '../select-rows';

export interface LateCase extends WatchedComplaint {
  /** The deadline as PostgreSQL's text, exact to the microsecond. */
  dueBy: string;
}

/** Cases with a started workflow whose next deadline has passed by their own clock, without anything recorded. */
export interface LateCases {
  /**
   * Cases that are late by more than `graceMs`, earliest deadline first. After each wake-up in vain a case is left
   * alone for twice as long as before: a quarter of `pauseMs` after the first, `pauseMs` after the third, at most
   * sixteen times that.
   */
  next(input: { graceMs: number; pauseMs: number; limit: number }): Promise<LateCase[]>;
  /** Records that they were woken. @returns ids of those that have now been woken in vain for the third time */
  woken(cases: readonly LateCase[]): Promise<string[]>;
}

const FORGET = `
  DELETE FROM late_cases USING complaints WHERE id = complaint_id AND next_due_by IS DISTINCT FROM due_by
  RETURNING id`;

const NEXT = `
  SELECT id, tracking_code AS "trackingCode", category, clock_offset::float8 AS "clockOffsetMs", next_due_by::text AS "dueBy"
  FROM complaints LEFT JOIN late_cases ON complaint_id = id AND due_by = next_due_by
  WHERE ${isLate('$1')} AND workflow_started_at IS NOT NULL AND (
    woken_at IS NULL
    OR woken_at < now() - $2::float8 * power(2, least(wakes - 3, 4)) * interval '1 millisecond')
  ORDER BY ${BY_DEADLINE} LIMIT $3`;

const WOKEN = `
  INSERT INTO late_cases (complaint_id, due_by, wakes, woken_at)
  SELECT id, due_by, 1, clock_timestamp() FROM unnest($1::uuid[], $2::timestamptz[]) AS woken (id, due_by)
  ON CONFLICT (complaint_id) DO UPDATE SET due_by = excluded.due_by, woken_at = excluded.woken_at,
    wakes = CASE WHEN late_cases.due_by = excluded.due_by THEN late_cases.wakes + 1 ELSE 1 END
  RETURNING complaint_id AS id, wakes`;

export function createLateCases({ db }: { db: Database }): LateCases {
  return {
    async next({ graceMs, pauseMs, limit }) {
      const due = await selectRows<LateCase>(db, { sql: NEXT, bind: [graceMs, pauseMs, limit] });
      await selectRows(db, { sql: FORGET });
      return due;
    },
    async woken(cases) {
      const bind = [cases.map(({ id }) => id), cases.map(({ dueBy }) => dueBy)];
      const rows = await selectRows<{ id: string; wakes: number }>(db, { sql: WOKEN, bind });
      // Still late at the fourth wake-up: three were in vain.
      return rows.filter(({ wakes }) => wakes === 4).map(({ id }) => id);
    },
  };
}

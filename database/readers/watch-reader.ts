import type { Instant } from '../../domain/instant';
import type { EscalationLevel } from '../../domain/policy';
import type { Status } from '../../domain/statuses';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { FINAL, OPEN } from '../status-lists';

export interface WatchedComplaint {
  id: string;
  trackingCode: string;
  category: string;
  clockOffsetMs: number;
}

export interface Latecomer {
  id: string;
  trackingCode: string;
  /** By the case's own clock. */
  nextDueBy: Instant;
  clockOffsetMs: number;
}

export interface BusinessCounts {
  /** Complaints that are not over, by where they stand. */
  unfinished: { status: Status; agency: string; level: EscalationLevel; count: number }[];
  overdue: number;
  unstarted: number;
}

/** What the watchdog and the metrics ask; nothing personal. */
export interface WatchReader {
  /** A page of complaints that should be in the engine's hands, by id; `afterId` is the last of the page before. */
  unfinished(input: { afterId: string | null; limit: number }): Promise<WatchedComplaint[]>;
  /** Whose next deadline is over for longer than `graceMs` without anything having been recorded; at most 1,000. */
  latecomers(input: { graceMs: number }): Promise<Latecomer[]>;
  businessCounts(): Promise<BusinessCounts>;
}

const IS_UNFINISHED = `status NOT IN ${FINAL}`;
const IS_OPEN = `status IN ${OPEN}`;

const UNFINISHED = `
  SELECT id, tracking_code AS "trackingCode", category, clock_offset::float8 AS "clockOffsetMs" FROM complaints
  WHERE ${IS_UNFINISHED} AND workflow_started_at IS NOT NULL AND ($1::uuid IS NULL OR id > $1::uuid)
  ORDER BY id LIMIT $2`;

// In two parts, so that each has its index: hardly any case's clock was moved.
const LATECOMERS = `
  SELECT id, tracking_code AS "trackingCode", clock_offset::float8 AS "clockOffsetMs",
    floor(extract(epoch FROM next_due_by) * 1000)::float8 AS "nextDueBy"
  FROM complaints
  WHERE (clock_offset = 0 AND next_due_by < now() - $1::float8 * interval '1 millisecond')
    OR (clock_offset <> 0
      AND next_due_by < now() + (clock_offset - $1::float8) * interval '1 millisecond')
  ORDER BY next_due_by LIMIT 1000`;

const STANDING = `
  SELECT status, agency, escalation_level AS level, count(*)::int AS count FROM complaints
  WHERE ${IS_UNFINISHED} GROUP BY status, agency, escalation_level ORDER BY status, agency, escalation_level`;

const TOTALS = `
  SELECT
    (SELECT count(*)::int FROM complaints WHERE ${IS_UNFINISHED} AND ${IS_OPEN}
      AND resolve_by < now() + clock_offset * interval '1 millisecond') AS overdue,
    (SELECT count(*)::int FROM complaints WHERE workflow_started_at IS NULL) AS unstarted`;

export function createWatchReader({ db }: { db: Database }): WatchReader {
  return {
    unfinished: ({ afterId, limit }) => selectRows(db, { sql: UNFINISHED, bind: [afterId, limit] }),
    latecomers: ({ graceMs }) => selectRows(db, { sql: LATECOMERS, bind: [graceMs] }),
    async businessCounts() {
      const unfinished = await selectRows<BusinessCounts['unfinished'][number]>(db, { sql: STANDING });
      const [totals] = await selectRows<{ overdue: number; unstarted: number }>(db, { sql: TOTALS });
      return { unfinished, overdue: totals?.overdue ?? 0, unstarted: totals?.unstarted ?? 0 };
    },
  };
}

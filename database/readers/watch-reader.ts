import type { EscalationLevel } from '../../domain/policy';
import type { Status } from '../../domain/statuses';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { ANSWERED, FINAL, OPEN } from '../status-lists';

export interface WatchedComplaint {
  id: string;
  trackingCode: string;
  category: string;
  clockOffsetMs: number;
}

/** What the engine reports about all cases. */
export interface SeenAtEngine {
  /** Ids of cases with a running execution. */
  running: readonly string[];
  /** Of those, the wedged ones. */
  wedged: readonly string[];
}

/** Counts of complaints that are not final. */
export interface CaseCounts {
  unfinished: number;
  /** With a running execution that can go on. */
  watched: number;
  unstarted: number;
  /** Their workflow tasks fail, or they were woken three times for a deadline that nothing was recorded for. */
  wedged: number;
  latecomers: number;
}

export interface BusinessCounts {
  /** Complaints that are not final, by status, agency and level. */
  unfinished: { status: Status; agency: string; level: EscalationLevel; count: number }[];
  overdue: number;
  unstarted: number;
  /** Answered for a day, and nobody knows yet whether the reporter can be told: they cannot be closed. */
  untold: number;
}

/** What the watchdog and the metrics query; nothing personal. */
export interface WatchReader {
  /**
   * @param input `settledMs`: complaints received more recently are still on their way and not counted; `lateMs`:
   * a case whose deadline passed longer ago is a latecomer
   */
  counts(input: SeenAtEngine & { settledMs: number; lateMs: number }): Promise<CaseCounts>;
  /** Ids of some cases that should have an execution, without those `known`; by their next deadline. */
  lost(input: { known: readonly string[]; limit: number }): Promise<string[]>;
  /** Some of these ids, by their next deadline; cases without one come last. */
  byDeadline(input: { ids: readonly string[]; limit: number }): Promise<string[]>;
  /**
   * Of these ids, those whose case is over or does not exist, as in a database that was restored from an older
   * backup.
   */
  over(ids: readonly string[]): Promise<string[]>;
  /** Ids of all cases that are not over, started or not, by their next deadline. */
  unfinishedIds(): Promise<string[]>;
  /** Of these ids, those that are not over now, in the order given. */
  unfinished(ids: readonly string[]): Promise<WatchedComplaint[]>;
  businessCounts(): Promise<BusinessCounts>;
  /** As in `businessCounts`, for whoever needs no other count. */
  untold(): Promise<number>;
}

const IS_UNFINISHED = `status NOT IN ${FINAL}`;
const IS_OPEN = `status IN ${OPEN}`;

/** For `ORDER BY`: the next deadline in real time, even if the case's clock was moved. */
export const BY_DEADLINE = `next_due_by - clock_offset * interval '1 millisecond' NULLS LAST, id`;

/**
 * For `WHERE`, with the milliseconds as a parameter: the next deadline passed longer ago than that, by the case's
 * own clock. In two parts, so that each can use its index: hardly any case has a moved clock.
 */
export const isLate = (ms: `$${number}`): string => `(
  (clock_offset = 0 AND next_due_by < now() - ${ms}::float8 * interval '1 millisecond')
  OR (clock_offset <> 0 AND next_due_by < now() + (clock_offset - ${ms}::float8) * interval '1 millisecond'))`;

const COUNTS = `
  SELECT count(*)::int AS unfinished,
    count(*) FILTER (WHERE running.id IS NOT NULL AND NOT is_wedged)::int AS watched,
    count(*) FILTER (WHERE workflow_started_at IS NULL)::int AS unstarted,
    count(*) FILTER (WHERE is_wedged)::int AS wedged,
    count(*) FILTER (WHERE ${isLate('$4')})::int AS latecomers
  FROM complaints
    LEFT JOIN unnest($1::uuid[]) AS running (id) USING (id)
    LEFT JOIN unnest($2::uuid[]) AS wedged (id) USING (id)
    LEFT JOIN late_cases AS late ON late.complaint_id = complaints.id AND late.due_by = next_due_by
    CROSS JOIN LATERAL (SELECT wedged.id IS NOT NULL OR coalesce(late.wakes > 3, false) AS is_wedged) AS found
  WHERE ${IS_UNFINISHED} AND received_at <= now() - $3::float8 * interval '1 millisecond'`;

const LOST = `
  SELECT id FROM complaints
  WHERE ${IS_UNFINISHED} AND workflow_started_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM unnest($1::uuid[]) AS known (id) WHERE known.id = complaints.id)
  ORDER BY ${BY_DEADLINE} LIMIT $2`;

const SOME_BY_DEADLINE = `SELECT id FROM complaints WHERE id = ANY($1::uuid[]) ORDER BY ${BY_DEADLINE} LIMIT $2`;

const OVER = `
  SELECT known.id FROM unnest($1::uuid[]) WITH ORDINALITY AS known (id, place) LEFT JOIN complaints USING (id)
  WHERE complaints.id IS NULL OR status IN ${FINAL} ORDER BY place`;

const ALL_UNFINISHED = `SELECT id FROM complaints WHERE ${IS_UNFINISHED} ORDER BY ${BY_DEADLINE}`;

const UNFINISHED = `
  SELECT id, tracking_code AS "trackingCode", category, clock_offset::float8 AS "clockOffsetMs" FROM complaints
  WHERE id = ANY($1::uuid[]) AND ${IS_UNFINISHED} ORDER BY array_position($1::uuid[], id)`;

const STANDING = `
  SELECT status, agency, escalation_level AS level, count(*)::int AS count FROM complaints
  WHERE ${IS_UNFINISHED} GROUP BY status, agency, escalation_level ORDER BY status, agency, escalation_level`;

const UNTOLD = `
  SELECT count(*)::int FROM complaints JOIN policies ON policies.version = policy_version
  JOIN timeline_events answer ON answer.complaint_id = id AND answer.sequence = answer_sequence
  WHERE status IN ${ANSWERED} AND told_at IS NULL AND unreached_at IS NULL
    AND policies.content -> 'untoldWindowHours' IS NOT NULL
    AND answer.recorded_at < now() - interval '1 day'`;

const TOTALS = `
  SELECT
    (SELECT count(*)::int FROM complaints WHERE ${IS_UNFINISHED} AND ${IS_OPEN}
      AND resolve_by < now() + clock_offset * interval '1 millisecond') AS overdue,
    (SELECT count(*)::int FROM complaints WHERE workflow_started_at IS NULL) AS unstarted,
    (${UNTOLD}) AS untold`;

export function createWatchReader({ db }: { db: Database }): WatchReader {
  const ids = async (sql: string, bind: unknown[] = []) =>
    (await selectRows<{ id: string }>(db, { sql, bind })).map(({ id }) => id);
  return {
    async counts({ running, wedged, settledMs, lateMs }) {
      const bind = [running, wedged, settledMs, lateMs];
      const [counts] = await selectRows<CaseCounts>(db, { sql: COUNTS, bind });
      if (!counts) throw new RangeError('a count has one row');
      return counts;
    },
    lost: ({ known, limit }) => ids(LOST, [known, limit]),
    byDeadline: ({ ids: some, limit }) => ids(SOME_BY_DEADLINE, [some, limit]),
    over: (some) => ids(OVER, [some]),
    unfinishedIds: () => ids(ALL_UNFINISHED),
    unfinished: (some) => selectRows(db, { sql: UNFINISHED, bind: [some] }),
    async untold() {
      const [found] = await selectRows<{ count: number }>(db, { sql: UNTOLD });
      if (!found) throw new RangeError('a count has one row');
      return found.count;
    },
    async businessCounts() {
      const unfinished = await selectRows<BusinessCounts['unfinished'][number]>(db, { sql: STANDING });
      const [totals] = await selectRows<Omit<BusinessCounts, 'unfinished'>>(db, { sql: TOTALS });
      if (!totals) throw new RangeError('a count has one row');
      return { unfinished, ...totals };
    },
  };
}

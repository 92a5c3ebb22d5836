import type { Instant } from '../../domain/instant';
import type { NotificationKind } from '../../domain/notification-kinds';
import type { OccasionalKind } from '../../mail/occasions/occasional-kinds';
import type { Database } from '../connection';
import { toInstant } from '../instants';
import { isUuid } from '../is-uuid';
import { selectRows } from '../select-rows';
import { CHANNELS } from './notify';

/** A notification that did not get through, and why: a code, never an address. */
export interface StuckNotification {
  id: string;
  /** Null for a mail about no complaint. */
  trackingCode: string | null;
  sequence: number | null;
  kind: NotificationKind | OccasionalKind;
  recipient: string;
  state: 'pending' | 'failed';
  attempts: number;
  lastError: string | null;
  createdAt: Instant;
  /** Null when there will be no further attempt. */
  nextAttemptAt: Instant | null;
}

export interface NotificationCounts {
  pending: number;
  /** Pending, with the next attempt more than a minute late: couriers are behind or down. */
  overdue: number;
  /** Pending after a failed attempt. */
  retrying: number;
  failed: number;
  oldestPendingAgeMs: number;
}

export interface NotificationUpkeep {
  /** Failed ones, and pending ones with a failed attempt; oldest first. */
  stuck(input: { limit: number }): Promise<StuckNotification[]>;
  /** Queues failed notifications again, with their full time for retries. @returns how many */
  replay(which: { id: string } | 'failed'): Promise<number>;
  counts(): Promise<NotificationCounts>;
}

type StuckRow = Omit<StuckNotification, 'createdAt' | 'nextAttemptAt'> & {
  createdAt: Date;
  nextAttemptAt: Date;
};

const STUCK = `
  SELECT notifications.id, tracking_code AS "trackingCode", notifications.sequence, kind, recipient, state, attempts,
    last_error AS "lastError", created_at AS "createdAt", next_attempt_at AS "nextAttemptAt"
  FROM notifications LEFT JOIN complaints ON complaints.id = complaint_id
  WHERE state = 'failed' OR (state = 'pending' AND last_error IS NOT NULL)
  ORDER BY created_at, notifications.sequence LIMIT $1`;

const REPLAY = `
  WITH replayed AS (
    UPDATE notifications SET state = 'pending', attempts = 0, next_attempt_at = now(), queued_at = now()
    WHERE state = 'failed' AND ($1::uuid IS NULL OR id = $1) RETURNING id
  ), notified AS (SELECT pg_notify($2, '') FROM (SELECT FROM replayed LIMIT 1) AS any_replayed)
  SELECT (SELECT count(*)::integer FROM replayed) AS replayed, (SELECT count(*) FROM notified)`;

const COUNTS = `
  SELECT count(*) FILTER (WHERE state = 'pending')::integer AS pending,
    count(*) FILTER (WHERE state = 'pending' AND next_attempt_at < now() - interval '1 minute')::integer AS overdue,
    count(*) FILTER (WHERE state = 'pending' AND last_error IS NOT NULL)::integer AS retrying,
    count(*) FILTER (WHERE state = 'failed')::integer AS failed,
    coalesce(extract(epoch FROM now() - min(queued_at) FILTER (WHERE state = 'pending')) * 1000, 0)::float8
      AS "oldestPendingAgeMs"
  FROM notifications WHERE state IN ('pending', 'failed')`;

export function createNotificationUpkeep({ db }: { db: Database }): NotificationUpkeep {
  return {
    async stuck({ limit }) {
      const rows = await selectRows<StuckRow>(db, { sql: STUCK, bind: [limit] });
      return rows.map((row) => ({
        ...row,
        createdAt: toInstant(row.createdAt),
        nextAttemptAt: row.state === 'pending' ? toInstant(row.nextAttemptAt) : null,
      }));
    },
    async replay(which) {
      const id = which === 'failed' ? null : which.id;
      if (id !== null && !isUuid(id)) return 0;
      const rows = await selectRows<{ replayed: number }>(db, {
        sql: REPLAY,
        bind: [id, CHANNELS.notifications],
      });
      return only(rows).replayed;
    },
    async counts() {
      return only(await selectRows<NotificationCounts>(db, { sql: COUNTS }));
    },
  };
}

function only<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new RangeError('an aggregate answers with one row');
  return row;
}

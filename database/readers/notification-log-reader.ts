import type { Instant } from '../../domain/instant';
import type { NotificationKind } from '../../domain/notification-kinds';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { sqlInstant } from '../instants';

/** One message about a complaint, to one recipient. */
export interface NotificationEntry {
  /** Of the event that caused it. */
  sequence: number;
  kind: NotificationKind;
  /** Reference: `reporter:<complaint>`, `agency:pupr`; never an address. */
  recipient: string;
  state: 'pending' | 'sent' | 'failed' | 'suppressed';
  /** By the database's clock: when it was sent, or else when it was created. */
  at: Instant;
  attempts: number;
  /** When a pending one is tried next. */
  nextAttemptAt: Instant;
  /** A code, perhaps with an SMTP status. */
  lastError: string | null;
}

export interface NotificationLogReader {
  /** All messages about a complaint, newest first. */
  about(complaintId: string): Promise<NotificationEntry[]>;
}

const ABOUT = `
  SELECT sequence, kind, recipient, state, ${sqlInstant('coalesce(sent_at, created_at)')} AS at, attempts,
    ${sqlInstant('next_attempt_at')} AS "nextAttemptAt", last_error AS "lastError"
  FROM notifications WHERE complaint_id = $1::uuid
  ORDER BY sequence DESC, kind, recipient, correction DESC`;

export function createNotificationLogReader({ db }: { db: Database }): NotificationLogReader {
  return { about: (complaintId) => selectRows<NotificationEntry>(db, { sql: ABOUT, bind: [complaintId] }) };
}

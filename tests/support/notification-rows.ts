import { randomUUID } from 'node:crypto';
import type { Database } from '../../database/connection';
import { selectRows } from '../../database/select-rows';
import { trackingCodeFrom } from '../../domain/tracking-code';
import { policy } from './policy';

export interface ReporterRow {
  name?: string;
  email: string | null;
  language?: string;
  isConfirmed?: boolean;
}

/** Inserts a complaint as intake stores it, with its first event and its reporter; returns its id. */
export async function insertComplaint(
  db: Database,
  { reporter, description = 'Lampu padam' }: { reporter: ReporterRow; description?: string },
): Promise<string> {
  const id = randomUUID();
  const code = trackingCodeFrom(Buffer.from(id.replaceAll('-', ''), 'hex').subarray(0, 5));
  await insert(db, 'policies', { version: policy.version, content: JSON.stringify(policy) });
  await insert(db, 'complaints', {
    ...{ id, tracking_code: code, description, latitude: -1.6, longitude: 103.6, district: 'jelutung' },
    ...{ sequence: 1, status: 'submitted', category: 'lampu-jalan', agency: 'dishub' },
    ...{ policy_version: policy.version, received_at: new Date(), cycle: 1, target_hours: 24 },
    ...{ resolve_by: new Date(Date.now() + 86_400_000), escalation_level: 0, decision_pending: false },
    ...{ assignment: 0, published: false },
  });
  const { name = 'Siti', email, language = 'id', isConfirmed = false } = reporter;
  const email_confirmed_at = isConfirmed ? new Date() : null;
  await insert(db, 'reporters', { complaint_id: id, name, email, language, email_confirmed_at });
  await insertEvent(db, {
    ...{ complaintId: id, sequence: 1, type: 'received', actor: 'reporter' },
    data: {
      category: 'lampu-jalan',
      agency: 'dishub',
      targetHours: 24,
      policyVersion: policy.version,
    },
  });
  return id;
}

export interface EventRow {
  complaintId: string;
  sequence: number;
  type: string;
  actor?: string;
  at?: number;
  data?: object;
  inputId?: string;
}

export async function insertEvent(db: Database, event: EventRow): Promise<void> {
  await insert(db, 'timeline_events', {
    complaint_id: event.complaintId,
    sequence: event.sequence,
    type: event.type,
    at: new Date(event.at ?? Date.now()),
    actor_kind: event.actor ?? 'system',
    data: JSON.stringify(event.data ?? {}),
    input_id: event.inputId ?? null,
  });
}

export interface NotificationRow {
  complaintId: string;
  sequence?: number;
  kind?: string;
  recipient?: string;
  queuedAt?: number;
}

/** Returns the notification's id. */
export async function insertNotification(db: Database, row: NotificationRow): Promise<string> {
  const id = randomUUID();
  await insert(db, 'notifications', {
    id,
    complaint_id: row.complaintId,
    sequence: row.sequence ?? 1,
    kind: row.kind ?? 'received',
    recipient: row.recipient ?? `reporter:${row.complaintId}`,
    assignment: 1,
    due_at: new Date(),
    queued_at: new Date(row.queuedAt ?? Date.now()),
  });
  return id;
}

export interface NotificationState {
  id: string;
  state: string;
  attempts: number;
  error: string | null;
  nextAttemptAt: Date;
}

export function notificationStates(db: Database): Promise<NotificationState[]> {
  return selectRows<NotificationState>(db, {
    sql: `SELECT id, state, attempts, last_error AS error, next_attempt_at AS "nextAttemptAt"
      FROM notifications ORDER BY created_at, sequence`,
  });
}

export async function insert(db: Database, table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`).join(', ');
  const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING RETURNING *`;
  await selectRows(db, { sql, bind: Object.values(row) });
}

import type { Client } from 'pg';
import type { Evidence } from './evidence';

const instant = (column: string) => `floor(extract(epoch FROM ${column}) * 1000)::float8`;

const COMPLAINTS = `
  SELECT id, tracking_code AS "trackingCode", description, status, agency, escalation_level AS level, sequence, merged_into AS "mergedInto", absorbed,
    ${instant('received_at')} AS "receivedAt", ${instant('next_due_by')} AS "nextDueBy",
    clock_offset::float8 AS "clockOffsetMs", workflow_started_at IS NOT NULL AS "isStarted"
  FROM complaints ORDER BY id`;

const EVENTS = `
  SELECT complaint_id AS "complaintId", sequence, type, ${instant('at')} AS at, ${instant('due_at')} AS "dueAt",
    ${instant('recorded_at')} AS "recordedAt", actor_kind AS "actorKind", data, input_id AS "inputId",
    request_id AS "requestId"
  FROM timeline_events ORDER BY complaint_id, sequence`;

const INPUTS = `SELECT id, complaint_id AS "complaintId", request_id AS "requestId", text FROM act_inputs`;

const NOTIFICATIONS = `
  SELECT id, complaint_id AS "complaintId", sequence, kind, recipient, correction, state, last_error AS "lastError",
    state = 'pending' AND next_attempt_at <= now() AS "isDue"
  FROM notifications WHERE complaint_id IS NOT NULL`;

export type Rows = Pick<Evidence, 'complaints' | 'events' | 'inputs' | 'notifications' | 'collectedAt'>;

/** What PostgreSQL holds, as of one instant. */
export async function collectRows(client: Client): Promise<Rows> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const rows = async <Row>(sql: string) => (await client.query(sql)).rows as Row[];
    const [clock] = await rows<{ now: number }>(`SELECT ${instant('clock_timestamp()')} AS now`);
    return {
      complaints: await rows(COMPLAINTS),
      events: await rows(EVENTS),
      inputs: await rows(INPUTS),
      notifications: await rows(NOTIFICATIONS),
      collectedAt: clock?.now ?? NaN,
    };
  } finally {
    await client.query('COMMIT');
  }
}

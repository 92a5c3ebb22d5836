import { uuidv7 } from 'uuidv7';
import type { Instant } from '../../domain/instant';
import type { EventType } from '../../domain/timeline';
import type { Database } from '../connection';
import { isUuid } from '../is-uuid';
import { decodeCursor, encodeCursor } from '../readers/list-cursor';
import { selectRows } from '../select-rows';
import { CHANNELS } from './notify';
import { WebhookRefusal } from './webhook-refusal';
import { sqlInstant } from '../instants';

export interface WebhookDelivery {
  /** The `webhook-id`, the same for every attempt. */
  id: string;
  type: EventType | 'ping';
  /** Null for a ping. */
  trackingCode: string | null;
  state: 'pending' | 'sent' | 'failed' | 'suppressed';
  attempts: number;
  createdAt: Instant;
  /** Null when there will be no further attempt. */
  nextAttemptAt: Instant | null;
  sentAt: Instant | null;
  /** HTTP status of the last response; null when there was none. */
  lastStatus: number | null;
  /** A code, never the receiver's own text. */
  lastError: string | null;
}

export interface WebhookAttempt {
  at: Instant;
  durationMs: number;
  status: number | null;
  error: string | null;
}

export type WebhookDeliveryDetails = WebhookDelivery & {
  /** The last fifty, newest first. */
  tried: WebhookAttempt[];
};

export interface WebhookDeliveries {
  /** Newest first. @throws InvalidCursorError */
  deliveries(
    endpointId: string,
    page: { limit: number; cursor?: string; state?: WebhookDelivery['state'] },
  ): Promise<{ items: WebhookDelivery[]; next: string | null }>;
  delivery(endpointId: string, id: string): Promise<WebhookDeliveryDetails | null>;
  /** Queues a test message about no event. Null for an unknown endpoint. @throws WebhookRefusal `disabled` */
  ping(endpointId: string): Promise<WebhookDelivery | null>;
  /**
   * Queues it again under the same id. Null for an unknown delivery. @throws WebhookRefusal `disabled`,
   * `on_its_way`
   */
  replay(endpointId: string, id: string): Promise<WebhookDelivery | null>;
  /** Queues all failed deliveries again. @returns how many @throws WebhookRefusal `disabled` */
  replayFailed(endpointId: string): Promise<number>;
  /** Deletes older deliveries. @returns how many */
  forgetBefore(instant: Instant): Promise<number>;
}

const DELIVERIES = `
  SELECT d.id, coalesce(e.type, 'ping') AS type, c.tracking_code AS "trackingCode", d.state, d.attempts,
    ${sqlInstant('d.created_at')} AS "createdAt", ${sqlInstant('d.sent_at')} AS "sentAt",
    CASE WHEN d.state = 'pending' THEN ${sqlInstant('d.next_attempt_at')} END AS "nextAttemptAt",
    (SELECT a.status FROM webhook_attempts a WHERE a.delivery_id = d.id ORDER BY a.id DESC LIMIT 1) AS "lastStatus",
    d.last_error AS "lastError"
  FROM webhook_deliveries d LEFT JOIN timeline_events e ON e.position = d.position
    LEFT JOIN complaints c ON c.id = e.complaint_id
  WHERE d.endpoint_id = $1`;

const ATTEMPTS = `
  SELECT ${sqlInstant('at')} AS at, duration_ms AS "durationMs", status, error
  FROM webhook_attempts WHERE delivery_id = $1 ORDER BY id DESC`;

const PING = `
  WITH queued AS (INSERT INTO webhook_deliveries (id, endpoint_id) VALUES ($1, $2) RETURNING id)
  SELECT id, pg_notify($3, '') FROM queued`;

const REPLAY = `
  WITH replayed AS (
    UPDATE webhook_deliveries SET state = 'pending', attempts = 0, next_attempt_at = now(), queued_at = now(),
      sent_at = NULL, lease = NULL, leased_until = NULL
    WHERE endpoint_id = $1 AND (lease IS NULL OR leased_until <= now())
      AND CASE WHEN $2::uuid IS NULL THEN state = 'failed' ELSE id = $2 END
    RETURNING id
  ), notified AS (SELECT pg_notify($3, '') FROM (SELECT FROM replayed LIMIT 1) AS any_replayed)
  SELECT (SELECT count(*)::integer FROM replayed) AS replayed, (SELECT count(*) FROM notified)`;

/** Small, so that a long sweep holds nothing up. */
const FORGOTTEN_AT_ONCE = 5_000;

const forgetting = (state: string) => `
  DELETE FROM webhook_deliveries WHERE id IN (
    SELECT id FROM webhook_deliveries
    WHERE ${state} AND created_at < to_timestamp($1::double precision / 1000)
      AND (lease IS NULL OR leased_until <= now())
    LIMIT ${FORGOTTEN_AT_ONCE}
  ) RETURNING 1`;

// In two parts, so that each can use its index: finished deliveries, and the few still pending at endpoints that
// nothing is sent to.
const FORGET = [forgetting(`state <> 'pending'`), forgetting(`state = 'pending'`)];

export function createWebhookDeliveries({ db }: { db: Database }): WebhookDeliveries {
  async function delivery(endpointId: string, id: string): Promise<WebhookDelivery | null> {
    if (!isUuid(endpointId) || !isUuid(id)) return null;
    const sql = `${DELIVERIES} AND d.id = $2`;
    const [found] = await selectRows<WebhookDelivery>(db, { sql, bind: [endpointId, id] });
    return found ?? null;
  }

  async function replay(endpointId: string, id: string | null): Promise<number> {
    const [{ replayed } = { replayed: 0 }] = await selectRows<{ replayed: number }>(db, {
      sql: REPLAY,
      bind: [endpointId, id, CHANNELS.webhooks],
    });
    return replayed;
  }

  return {
    async deliveries(endpointId, { limit, cursor, state }) {
      if (!isUuid(endpointId)) return { items: [], next: null };
      const from = cursor === undefined ? null : decodeCursor(cursor);
      const rows = await selectRows<WebhookDelivery>(db, {
        sql: `${DELIVERIES} AND ($2::float8 IS NULL OR (d.created_at, d.id) < (to_timestamp($2 / 1000), $3::uuid))
          AND ($4::text IS NULL OR d.state = $4)
          ORDER BY d.created_at DESC, d.id DESC LIMIT $5`,
        bind: [endpointId, from?.receivedAt ?? null, from?.id ?? null, state ?? null, limit + 1],
      });
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return { items, next: last ? encodeCursor({ receivedAt: last.createdAt, id: last.id }) : null };
    },
    async delivery(endpointId, id) {
      const found = await delivery(endpointId, id);
      return (
        found && { ...found, tried: await selectRows<WebhookAttempt>(db, { sql: ATTEMPTS, bind: [id] }) }
      );
    },
    async ping(endpointId) {
      if (!(await refuseDisabled(db, endpointId))) return null;
      const id = uuidv7();
      await selectRows(db, { sql: PING, bind: [id, endpointId, CHANNELS.webhooks] });
      return delivery(endpointId, id);
    },
    async replay(endpointId, id) {
      if (!(await delivery(endpointId, id)) || !(await refuseDisabled(db, endpointId))) return null;
      if ((await replay(endpointId, id)) === 0) throw new WebhookRefusal('on_its_way');
      return delivery(endpointId, id);
    },
    async replayFailed(endpointId) {
      return (await refuseDisabled(db, endpointId)) ? replay(endpointId, null) : 0;
    },
    async forgetBefore(before) {
      let forgotten = 0;
      for (const sql of FORGET)
        for (let last = FORGOTTEN_AT_ONCE; last === FORGOTTEN_AT_ONCE; forgotten += last)
          last = (await selectRows(db, { sql, bind: [before] })).length;
      return forgotten;
    },
  };
}

/** @returns whether there is such an endpoint @throws WebhookRefusal `disabled` */
async function refuseDisabled(db: Database, endpointId: string): Promise<boolean> {
  if (!isUuid(endpointId)) return false;
  const [endpoint] = await selectRows<{ isDisabled: boolean }>(db, {
    sql: 'SELECT disabled_at IS NOT NULL AS "isDisabled" FROM webhook_endpoints WHERE id = $1',
    bind: [endpointId],
  });
  if (endpoint?.isDisabled) throw new WebhookRefusal('disabled');
  return endpoint !== undefined;
}

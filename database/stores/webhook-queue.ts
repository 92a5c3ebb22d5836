import type { Transaction } from 'sequelize';
import type { Instant } from '../../domain/instant';
import { ADVISORY_LOCKS } from '../advisory-locks';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { sqlInstant } from '../instants';
import type { DeliveryQueue, Lease, QueueItem, Tried } from './delivery-queue';

/** A delivery that one courier may make until its lease ends. Its id is the `webhook-id` of every attempt. */
export interface ClaimedDelivery extends QueueItem {
  kind: 'webhook';
  endpointId: string;
  /** Of its event in the feed; null for a ping. */
  position: number | null;
  createdAt: Instant;
}

export type WebhookQueue = DeliveryQueue<ClaimedDelivery>;

/** How many deliveries to one endpoint all couriers together make at once. */
export const AT_ONCE_TO_ONE = 2;

// Every endpoint has a few slots of its own, so that a slow one does not affect the others.
const CLAIM = `
  WITH free AS (
    SELECT w.id, $3 - (SELECT count(*) FROM webhook_deliveries l
      WHERE l.endpoint_id = w.id AND l.lease IS NOT NULL AND l.leased_until > now()) AS hands
    FROM webhook_endpoints w WHERE w.disabled_at IS NULL
  ), due AS (
    SELECT first.id FROM free CROSS JOIN LATERAL (
      SELECT d.id, d.next_attempt_at FROM webhook_deliveries d
      WHERE d.endpoint_id = free.id AND d.state = 'pending' AND d.next_attempt_at <= now()
        AND (d.leased_until IS NULL OR d.leased_until <= now())
      ORDER BY d.next_attempt_at, d.position LIMIT greatest(free.hands, 0)
      FOR UPDATE SKIP LOCKED
    ) AS first
    ORDER BY first.next_attempt_at LIMIT $1
  )
  UPDATE webhook_deliveries d
  SET lease = gen_random_uuid(), leased_until = now() + $2 * interval '1 millisecond', attempts = attempts + 1
  FROM due WHERE d.id = due.id
  RETURNING d.id, d.lease, 'webhook' AS kind, d.endpoint_id AS "endpointId", d.position::float8 AS position,
    d.attempts, ${sqlInstant('d.created_at')} AS "createdAt", ${sqlInstant('d.queued_at')} AS "queuedAt",
    ${sqlInstant('now()')} AS "claimedAt"`;

/** How many attempts are kept per delivery. */
const ATTEMPTS_KEPT = 50;
const settling = (change: string) => `
  settled AS (
    UPDATE webhook_deliveries SET ${change}, lease = NULL, leased_until = NULL
    WHERE id = $1 AND lease = $2 AND state = 'pending' RETURNING id, endpoint_id
  )`;
const NOTED = `
  noted AS (
    INSERT INTO webhook_attempts (delivery_id, at, duration_ms, status, error)
    SELECT id, to_timestamp($3::double precision / 1000), $4, $5, $6 FROM settled
  ), forgotten AS (
    DELETE FROM webhook_attempts WHERE id IN (
      SELECT a.id FROM settled JOIN webhook_attempts a ON a.delivery_id = settled.id
      ORDER BY a.id DESC OFFSET ${ATTEMPTS_KEPT - 1}
    )
  )`;

const SENT = `
  WITH ${settling(`state = 'sent', sent_at = now(), last_error = NULL`)}, ${NOTED}, well AS (
    UPDATE webhook_endpoints SET failing_since = NULL
    WHERE id = (SELECT endpoint_id FROM settled) AND failing_since IS NOT NULL
  )
  SELECT id FROM settled`;

// $7: in how many milliseconds to try again, null for never; $8: whether the receiver says that it is gone for
// good.
const NOT_SENT = `
  WITH ${settling(`last_error = $6, state = CASE WHEN $7::double precision IS NULL THEN 'failed' ELSE state END,
    next_attempt_at = coalesce(now() + $7::double precision * interval '1 millisecond', next_attempt_at)`)}, ${NOTED}, failing AS (
    UPDATE webhook_endpoints SET failing_since = coalesce(failing_since, now())
    WHERE id = (SELECT endpoint_id FROM settled) AND disabled_at IS NULL
    RETURNING id, CASE WHEN $8::boolean THEN 'gone' WHEN failing_since < now() - interval '3 days' THEN 'failing' END AS ends
  )
  SELECT settled.id, ends FROM settled LEFT JOIN failing ON true`;

const RENEW = `
  UPDATE webhook_deliveries SET leased_until = now() + $3 * interval '1 millisecond'
  WHERE id = $1 AND lease = $2 AND state = 'pending' RETURNING id`;

const DISABLE = `
  WITH disabled AS (
    UPDATE webhook_endpoints SET disabled_at = now(), disabled_reason = $2
    WHERE id = (SELECT endpoint_id FROM webhook_deliveries WHERE id = $1) AND disabled_at IS NULL RETURNING id
  )
  INSERT INTO audit_entries (actor, action, subject, data)
  SELECT 'courier', 'webhook.disabled', 'webhook:' || id, jsonb_build_object('reason', $2::text) FROM disabled
  RETURNING id`;

export function createWebhookQueue({ db }: { db: Database }): WebhookQueue {
  async function change(sql: string, bind: unknown[]): Promise<boolean> {
    return (await selectRows(db, { sql, bind })).length === 1;
  }

  const settleUnsent = (
    { id, lease, tried, error }: Lease & Tried & { error: string },
    { waitMs, isGone }: { waitMs: number | null; isGone: boolean },
  ): Promise<boolean> =>
    db.sequelize.transaction(async (transaction: Transaction) => {
      const bind = [id, lease, ...attempted(tried), error, waitMs, isGone];
      const [settled] = await selectRows<{ ends: string | null }>(db, { sql: NOT_SENT, bind, transaction });
      if (settled?.ends) await selectRows(db, { sql: DISABLE, bind: [id, settled.ends], transaction });
      return settled !== undefined;
    });

  return {
    claim: ({ limit, leaseMs }) =>
      db.sequelize.transaction(async (transaction) => {
        // Couriers claim one at a time, so that they count each other's leases.
        await selectRows(db, {
          sql: 'SELECT pg_advisory_xact_lock($1)',
          bind: [ADVISORY_LOCKS.webhookClaims],
          transaction,
        });
        const bind = [limit, leaseMs, AT_ONCE_TO_ONE];
        return selectRows<ClaimedDelivery>(db, { sql: CLAIM, bind, transaction });
      }),
    renew: ({ id, lease, leaseMs }) => change(RENEW, [id, lease, leaseMs]),
    markSent: ({ id, lease, tried }) => change(SENT, [id, lease, ...attempted(tried), null]),
    retryIn: ({ waitMs, ...rest }) => settleUnsent(rest, { waitMs, isGone: false }),
    fail: ({ isGone = false, ...rest }) => settleUnsent(rest, { waitMs: null, isGone }),
    putBack: ({ id, lease, waitMs, error }) =>
      change(
        `WITH ${settling(`next_attempt_at = now() + $3::double precision * interval '1 millisecond',
          last_error = coalesce($4, last_error), attempts = attempts - 1`)} SELECT id FROM settled`,
        [id, lease, waitMs, error],
      ),
    suppress: ({ id, lease, reason }) =>
      change(`WITH ${settling(`state = 'suppressed', last_error = $3`)} SELECT id FROM settled`, [
        ...[id, lease],
        reason,
      ]),
  };
}

function attempted({ at, durationMs, status }: Tried['tried']): (number | null)[] {
  return [at, Math.round(durationMs), status];
}

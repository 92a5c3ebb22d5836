import type { Database } from '../connection';
import { sqlInstant } from '../instants';
import { selectRows } from '../select-rows';
import type { DeliveryQueue, Lease, QueueItem } from './delivery-queue';
import { CHANNELS } from './notify';

/** News for one phone that one courier may send until its lease ends. */
export interface ClaimedPush extends QueueItem {
  kind: 'push';
  /** Null once the phone's subscription has ended. */
  subscriptionId: string | null;
  /** The event that it tells of. */
  complaintId: string;
  sequence: number;
  /** The complaint of the reporter who is told. */
  reporterOf: string;
}

export type PushQueue = DeliveryQueue<ClaimedPush, unknown>;

// In no order of events: each push says the same, and a later one replaces an earlier one that still waits.
const CLAIM = `
  WITH due AS (
    SELECT id FROM push_deliveries
    WHERE state = 'pending' AND next_attempt_at <= now() AND (leased_until IS NULL OR leased_until <= now())
    ORDER BY next_attempt_at LIMIT $1
    FOR UPDATE SKIP LOCKED
  )
  UPDATE push_deliveries d
  SET lease = gen_random_uuid(), leased_until = now() + $2 * interval '1 millisecond', attempts = attempts + 1
  FROM due WHERE d.id = due.id
  RETURNING d.id, d.lease, 'push' AS kind, d.subscription_id AS "subscriptionId", d.complaint_id AS "complaintId",
    d.sequence, d.reporter_of AS "reporterOf", d.attempts, ${sqlInstant('d.queued_at')} AS "queuedAt",
    ${sqlInstant('now()')} AS "claimedAt"`;

const changing = (change: string) => `
  WITH changed AS (
    UPDATE push_deliveries SET ${change}
    WHERE id = $1 AND lease = $2 AND state = 'pending' RETURNING id, state
  )
  SELECT id, CASE WHEN state <> 'pending' THEN pg_notify('${CHANNELS.deliveries}', '') END FROM changed`;
const settling = (change: string) => changing(`${change}, lease = NULL, leased_until = NULL`);

const WAITING = `next_attempt_at = now() + $3 * interval '1 millisecond'`;

// A subscription that its push service no longer knows is deleted for all complaints.
const GONE = `
  WITH settled AS (
    UPDATE push_deliveries SET state = 'failed', last_error = $3, lease = NULL, leased_until = NULL
    WHERE id = $1 AND lease = $2 AND state = 'pending' RETURNING id, subscription_id
  ), ended AS (
    DELETE FROM push_subscriptions USING settled WHERE push_subscriptions.id = settled.subscription_id
  )
  SELECT id, pg_notify('${CHANNELS.deliveries}', '') FROM settled`;

export function createPushQueue({ db }: { db: Database }): PushQueue {
  async function change(sql: string, { id, lease }: Lease, ...values: unknown[]): Promise<boolean> {
    return (await selectRows(db, { sql, bind: [id, lease, ...values] })).length === 1;
  }

  return {
    claim: ({ limit, leaseMs }) => selectRows<ClaimedPush>(db, { sql: CLAIM, bind: [limit, leaseMs] }),
    renew: ({ leaseMs, ...lease }) =>
      change(changing(`leased_until = now() + $3 * interval '1 millisecond'`), lease, leaseMs),
    markSent: (lease) => change(settling(`state = 'sent', sent_at = now(), last_error = NULL`), lease),
    retryIn: ({ waitMs, error, ...lease }) =>
      change(settling(`${WAITING}, last_error = $4`), lease, waitMs, error),
    putBack: ({ waitMs, error, ...lease }) =>
      change(
        settling(`${WAITING}, last_error = coalesce($4, last_error), attempts = attempts - 1`),
        ...([lease, waitMs, error] as const),
      ),
    fail: ({ error, isGone = false, ...lease }) =>
      change(isGone ? GONE : settling(`state = 'failed', last_error = $3`), lease, error),
    suppress: ({ reason, ...lease }) =>
      change(settling(`state = 'suppressed', last_error = $3`), lease, reason),
  };
}

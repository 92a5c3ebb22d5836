import { createHash } from 'node:crypto';
import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { Language } from '../../city/city-pack';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** A phone's own address at a push service, with its keys as the browser gives them (base64url). */
export interface PushSubscriptionKeys {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** More phones than one reporter has. */
export const PHONES_AT_MOST = 10;

/** `not_theirs`: the reporter was erased, or has left the complaint to others. */
export type SubscribeOutcome = 'subscribed' | 'too_many' | 'not_theirs';

export interface PushSubscriptions {
  /** From now on the phone is sent the news of this complaint. Repeating it changes nothing. */
  subscribe(
    input: PushSubscriptionKeys & { complaintId: string; language: Language },
  ): Promise<SubscribeOutcome>;
  /** No more news of this complaint to this phone; one without any complaint is forgotten. */
  end(input: { complaintId: string; endpoint: string }): Promise<void>;
}

// Phones of one complaint are added one after the other, so that their number holds; and none after an erasure.
const LOCK = `
  SELECT r.complaint_id FROM reporters r JOIN complaints c ON c.id = r.complaint_id
  WHERE r.complaint_id = $1 AND r.erased_at IS NULL AND c.reporter_left_at IS NULL
  FOR NO KEY UPDATE OF r`;

// A separate query after the lock: a single one would count the phones from before it waited for the lock.
const OTHERS = `
  SELECT s.id FROM push_of_complaints p JOIN push_subscriptions s ON s.id = p.subscription_id
  WHERE p.complaint_id = $1 AND s.endpoint_hash <> $2`;

const SUBSCRIBE = `
  WITH phone AS (
    INSERT INTO push_subscriptions (id, endpoint_hash, endpoint, p256dh, auth, language)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (endpoint_hash) DO UPDATE
      SET p256dh = excluded.p256dh, auth = excluded.auth, language = excluded.language
    RETURNING id
  )
  INSERT INTO push_of_complaints (subscription_id, complaint_id) SELECT id, $7 FROM phone
  ON CONFLICT DO NOTHING RETURNING complaint_id`;

const END = `
  DELETE FROM push_of_complaints p USING push_subscriptions s
  WHERE p.subscription_id = s.id AND p.complaint_id = $1 AND s.endpoint_hash = $2 RETURNING s.id`;

// A phone that is being subscribed to another complaint meanwhile is waited for, and then seen not to be idle.
const LOCK_PHONES = 'SELECT id FROM push_subscriptions WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE';

/** Phones of which no complaint is left. */
const FORGET_IDLE = `
  DELETE FROM push_subscriptions s
  WHERE s.id = ANY($1::uuid[]) AND NOT EXISTS (SELECT FROM push_of_complaints p WHERE p.subscription_id = s.id)
  RETURNING id`;

const END_COMPLAINTS = `
  DELETE FROM push_of_complaints WHERE complaint_id = ANY($1::uuid[]) RETURNING subscription_id AS id`;

export function createPushSubscriptions({ db }: { db: Database }): PushSubscriptions {
  return {
    subscribe: ({ complaintId, endpoint, p256dh, auth, language }) =>
      db.sequelize.transaction(async (transaction) => {
        const hash = hashOf(endpoint);
        const [theirs] = await selectRows(db, { sql: LOCK, bind: [complaintId], transaction });
        if (!theirs) return 'not_theirs';
        const others = await selectRows(db, { sql: OTHERS, bind: [complaintId, hash], transaction });
        if (others.length >= PHONES_AT_MOST) return 'too_many';
        const bind = [uuidv7(), hash, endpoint, p256dh, auth, language, complaintId];
        await selectRows(db, { sql: SUBSCRIBE, bind, transaction });
        return 'subscribed';
      }),
    end: ({ complaintId, endpoint }) =>
      db.sequelize.transaction(async (transaction) => {
        const bind = [complaintId, hashOf(endpoint)];
        const ended = await selectRows<{ id: string }>(db, { sql: END, bind, transaction });
        await forgetIdle(db, ended, transaction);
      }),
  };
}

/** Ends the pushes of these complaints on every phone. */
export async function endPushesOf(
  db: Database,
  complaintIds: readonly string[],
  transaction: Transaction,
): Promise<void> {
  const ended = await selectRows<{ id: string }>(db, {
    sql: END_COMPLAINTS,
    bind: [complaintIds],
    transaction,
  });
  await forgetIdle(db, ended, transaction);
}

async function forgetIdle(
  db: Database,
  phones: readonly { id: string }[],
  transaction: Transaction,
): Promise<void> {
  if (phones.length === 0) return;
  const bind = [phones.map(({ id }) => id)];
  await selectRows(db, { sql: LOCK_PHONES, bind, transaction });
  await selectRows(db, { sql: FORGET_IDLE, bind, transaction });
}

function hashOf(endpoint: string): Buffer {
  return createHash('sha256').update(endpoint).digest();
}

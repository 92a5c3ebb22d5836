import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { IdempotencyConflictError } from './idempotency-conflict-error';

export interface IdempotentRequest {
  /** Who asks: keys of different clients never collide. */
  scope: string;
  key: string;
  bodyHash: Buffer;
}

/**
 * Takes the key for this transaction. When another transaction holds it, waits for its end and returns the
 * complaint that it filed; null when the key is ours.
 * @throws IdempotencyConflictError
 */
export async function claimKey(
  db: Database,
  { request, transaction }: { request: IdempotentRequest; transaction: Transaction },
): Promise<string | null> {
  const { scope, key, bodyHash } = request;
  const taken = await selectRows(db, {
    sql: `INSERT INTO idempotency_keys (scope, key, body_hash) VALUES ($1, $2, $3)
      ON CONFLICT (scope, key) DO NOTHING RETURNING key`,
    bind: [scope, key, bodyHash],
    transaction,
  });
  if (taken.length > 0) return null;
  const other = await findByKey(db, { request, transaction });
  if (other === null) throw new RangeError('an idempotency key is taken and not there');
  return other;
}

/**
 * The complaint that was filed with the key; null when none was.
 * @throws IdempotencyConflictError
 */
export async function findByKey(
  db: Database,
  {
    request: { scope, key, bodyHash },
    transaction,
  }: { request: IdempotentRequest; transaction?: Transaction },
): Promise<string | null> {
  const found = await db.models.IdempotencyKey.findOne({ where: { scope, key }, transaction });
  if (found && !found.bodyHash.equals(bodyHash)) throw new IdempotencyConflictError();
  return found?.complaintId ?? null;
}

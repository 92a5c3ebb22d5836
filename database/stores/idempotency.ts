import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { IdempotencyConflictError } from './idempotency-conflict-error';

export interface IdempotentRequest {
  /** Who asks: keys of two clients never meet. */
  scope: string;
  key: string;
  bodyHash: Buffer;
}

/**
 * Takes the key for this transaction. When another one holds it, waits for that one's end and returns the complaint
 * that it filed; null when the key is ours.
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
  const other = await db.models.IdempotencyKey.findOne({
    where: { scope, key },
    rejectOnEmpty: true,
    transaction,
  });
  if (!other.bodyHash.equals(bodyHash)) throw new IdempotencyConflictError();
  return other.complaintId;
}

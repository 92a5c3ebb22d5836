import type { IdempotencyStore, Work } from '../../database/stores/idempotency-store';
import { bodyHash } from '../http/body-hash';
import { idempotencyScope } from '../http/idempotency-key';
import type { CallWithBody } from '../http/operation';

export interface IdempotencyDeps {
  idempotency: Pick<IdempotencyStore, 'once'>;
}

/**
 * Executes a request that is no act of the workflow, once for its Idempotency-Key. The key is stored in the same
 * transaction as the result, so a request that failed counts when it is repeated.
 * @returns null if this request was executed before
 * @throws IdempotencyConflictError if the key came with another body
 */
export async function onlyOnce<Result>(
  { idempotency }: IdempotencyDeps,
  { call, complaintId, act }: { call: CallWithBody<unknown, unknown>; complaintId: string; act: string },
  work: Work<Result>,
): Promise<{ result: Result } | null> {
  if (call.idempotencyKey === null) return { result: await work() };
  const hash = await bodyHash(call.body, []);
  const scope = `${idempotencyScope(call, hash)} ${act} ${complaintId}`;
  return idempotency.once({ complaintId, scope, key: call.idempotencyKey, bodyHash: hash }, work);
}

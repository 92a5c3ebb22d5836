import type { IdempotencyStore } from '../../database/stores/idempotency-store';
import { bodyHash } from '../http/body-hash';
import { idempotencyScope } from '../http/idempotency-key';
import type { CallWithBody } from '../http/operation';

export interface IdempotencyDeps {
  idempotency: Pick<IdempotencyStore, 'wasNoted'>;
}

/**
 * Whether this request, by its Idempotency-Key, came before; for what is not an act of the workflow. It is noted
 * before it is carried out: after a crash in between it may not count, but it never counts twice.
 * @throws IdempotencyConflictError when the key came with another body
 */
export async function wasAskedBefore(
  { idempotency }: IdempotencyDeps,
  { call, complaintId, act }: { call: CallWithBody<unknown, unknown>; complaintId: string; act: string },
): Promise<boolean> {
  if (call.idempotencyKey === null) return false;
  const hash = bodyHash(call.body, []);
  return idempotency.wasNoted({
    complaintId,
    scope: `${idempotencyScope(call, hash)} ${act} ${complaintId}`,
    key: call.idempotencyKey,
    bodyHash: hash,
  });
}

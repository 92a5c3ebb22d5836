import type { ActInputStore } from '../../database/stores/act-input-store';
import { bodyHash } from '../http/body-hash';
import type { CallWithBody } from '../http/operation';
import { requestIdOf } from './request-id';

/**
 * Whether this request, by its Idempotency-Key, came before; for what is not an act of the workflow. It is noted
 * before it is carried out: after a crash in between it may not count, but it never counts twice.
 * @throws IdempotencyConflictError when the key came with another body
 */
export async function wasAskedBefore(
  { actInputs }: { actInputs: Pick<ActInputStore, 'store'> },
  { call, complaintId, act }: { call: CallWithBody<unknown, unknown>; complaintId: string; act: string },
): Promise<boolean> {
  if (call.idempotencyKey === null) return false;
  const { repeated } = await actInputs.store({
    complaintId,
    act,
    requestId: requestIdOf(call, { complaintId, act }),
    bodyHash: bodyHash(call.body, []),
    text: null,
    photos: [],
  });
  return repeated;
}

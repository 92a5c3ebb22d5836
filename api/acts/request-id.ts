import { createHash, randomUUID } from 'node:crypto';
import type { Call } from '../http/operation';

/**
 * Names one request for good. It includes who asks and for what, so that two people or two acts never share one,
 * whatever keys they choose; without a key every request is another.
 */
export function requestIdOf(
  { credentialId, idempotencyKey }: Pick<Call<unknown>, 'credentialId' | 'idempotencyKey'>,
  { complaintId, act }: { complaintId: string; act: string },
): string {
  const key = idempotencyKey === null ? `once:${randomUUID()}` : `key:${idempotencyKey}`;
  return createHash('sha256')
    .update(JSON.stringify([credentialId, act, complaintId, key]))
    .digest('hex');
}

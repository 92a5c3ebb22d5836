import { createHash, randomUUID } from 'node:crypto';
import type { Call } from '../http/operation';

/**
 * Names one request permanently. The name includes the requester and the act, so that two people or two acts never
 * share one, whatever keys they choose; without a key every request gets a new name.
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

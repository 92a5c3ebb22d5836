import { requestIdOf as productRequestIdOf } from '../../../api/acts/request-id';
import type { LoggedCall } from '../client/call-log';

/** Under which id a call's events stand on the timeline. */
export function requestIdOf({ credentialId, key, act }: LoggedCall, complaintId: string): string {
  return productRequestIdOf({ credentialId, idempotencyKey: key }, { complaintId, act });
}

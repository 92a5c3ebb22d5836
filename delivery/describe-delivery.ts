import type { ClaimedDelivery } from '../database/stores/webhook-queue';

/** What to log about a webhook delivery: not its address, which may contain a secret of the receiver. */
export function describeDelivery({ id, endpointId, position }: ClaimedDelivery): object {
  return { delivery: id, endpoint: endpointId, position };
}

import type { ClaimedDelivery } from '../database/stores/webhook-queue';

/** What the log says of a webhook's delivery: not its address, which may carry a secret of the receiver. */
export function describeDelivery({ id, endpointId, position }: ClaimedDelivery): object {
  return { delivery: id, endpoint: endpointId, position };
}

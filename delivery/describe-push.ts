import type { ClaimedPush } from '../database/stores/push-queue';

/** What to log about a push: not the phone's address at its push service, by which anybody could recognise it. */
export function describePush({ id, subscriptionId, complaintId, sequence }: ClaimedPush): object {
  return { push: id, subscription: subscriptionId, complaintId, sequence };
}

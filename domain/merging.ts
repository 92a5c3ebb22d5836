import type { Instant } from './instant';
import { isOpen, type Status } from './statuses';

interface Mergeable {
  id: string;
  status: Status;
  category: string;
  receivedAt: Instant;
  /** The reporter's choice that the public learns no more than kind, district and status. */
  confidential: boolean;
}

/**
 * Why a complaint may not end in another, or null. It has to be open, received earlier, and of the same category. Of two
 * that were received at the same instant neither is the earlier: they could end in each other. A confidential complaint
 * is merged with no other: each of the two reporters would learn of the other one's
 * (docs/decisions/0027-merging-and-confidence.md).
 */
export function mergeRefusal(
  complaint: Mergeable,
  survivor: Mergeable,
): 'not_mergeable' | 'confidential' | null {
  if (complaint.confidential || survivor.confidential) return 'confidential';
  const fits =
    survivor.id !== complaint.id &&
    isOpen(survivor.status) &&
    survivor.category === complaint.category &&
    survivor.receivedAt < complaint.receivedAt;
  return fits ? null : 'not_mergeable';
}

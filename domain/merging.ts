import type { Instant } from './instant';
import { isOpen, type Status } from './statuses';

interface Mergeable {
  id: string;
  status: Status;
  category: string;
  receivedAt: Instant;
  /** The reporter chose that the public learns only category, district and status. */
  confidential: boolean;
}

/**
 * Why a complaint may not be merged into another, or null. The survivor has to be open, received earlier, and of
 * the same category. Of two complaints received at the same instant neither counts as earlier, or they could be
 * merged into each other. A confidential complaint is never merged: each reporter would learn of the other's
 * complaint (docs/decisions/0027-merging-and-confidence.md).
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

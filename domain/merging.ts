import type { Instant } from './instant';
import { isOpen, type Status } from './statuses';

interface Mergeable {
  id: string;
  status: Status;
  category: string;
  receivedAt: Instant;
}

/**
 * A complaint may end in another that is open, was received earlier, and is of the same category. Of two that were
 * received at the same instant neither is the earlier: they could end in each other.
 */
export function canMergeInto(complaint: Mergeable, survivor: Mergeable): boolean {
  return (
    survivor.id !== complaint.id &&
    isOpen(survivor.status) &&
    survivor.category === complaint.category &&
    survivor.receivedAt < complaint.receivedAt
  );
}

import type { Instant } from '../../domain/instant';

/** What one courier may deliver until its lease ends. */
export interface QueueItem extends Lease {
  kind: string;
  /** Including this one. */
  attempts: number;
  /** Since when couriers try. */
  queuedAt: Instant;
  /** This claim. Like every instant of a queue by the database's clock, for a courier's own may be wrong. */
  claimedAt: Instant;
}

export interface Lease {
  id: string;
  lease: string;
}

/** An attempt that is over, for queues that keep account of them. */
export interface Tried {
  tried: {
    at: Instant;
    durationMs: number;
    /** What the other side answered, where answers have numbers. */
    status: number | null;
  };
}

/**
 * What waits to be delivered; `Attempt` is what a queue wants to know of each attempt. All but `claim` answer false when
 * the lease was lost, and change nothing then.
 */
export interface DeliveryQueue<Item extends QueueItem, Attempt = Tried> {
  claim(input: { limit: number; leaseMs: number }): Promise<Item[]>;
  /** From now on the lease lasts as long again. */
  renew(input: Lease & { leaseMs: number }): Promise<boolean>;
  markSent(input: Lease & Attempt): Promise<boolean>;
  retryIn(input: Lease & Attempt & { waitMs: number; error: string }): Promise<boolean>;
  /** As if it had not been claimed: the attempt does not count. With what failed, if something did. */
  putBack(input: Lease & { waitMs: number; error: string | null }): Promise<boolean>;
  /** `isGone`: nothing is to be sent there any more. */
  fail(input: Lease & Attempt & { error: string; isGone?: boolean }): Promise<boolean>;
  suppress(input: Lease & { reason: string }): Promise<boolean>;
}

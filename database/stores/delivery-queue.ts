import type { Instant } from '../../domain/instant';

/** A delivery that one courier may make until its lease ends. */
export interface QueueItem extends Lease {
  kind: string;
  /** Including this one. */
  attempts: number;
  /** Since when couriers have tried. */
  queuedAt: Instant;
  /**
   * When it was claimed. Like all instants of a queue by the database's clock, since a courier's own may be wrong.
   */
  claimedAt: Instant;
}

export interface Lease {
  id: string;
  lease: string;
}

/** A finished attempt, for queues that record them. */
export interface Tried {
  tried: {
    at: Instant;
    durationMs: number;
    /** The receiver's status code, if it has any. */
    status: number | null;
  };
}

/**
 * Pending deliveries; `Attempt` is what a queue needs to know about each attempt. All methods but `claim` return
 * false and change nothing when the lease was lost.
 */
export interface DeliveryQueue<Item extends QueueItem, Attempt = Tried> {
  claim(input: { limit: number; leaseMs: number }): Promise<Item[]>;
  /** Makes the lease last this long from now on. */
  renew(input: Lease & { leaseMs: number }): Promise<boolean>;
  markSent(input: Lease & Attempt): Promise<boolean>;
  retryIn(input: Lease & Attempt & { waitMs: number; error: string }): Promise<boolean>;
  /** As if it had not been claimed: the attempt does not count. `error` is what failed, if anything did. */
  putBack(input: Lease & { waitMs: number; error: string | null }): Promise<boolean>;
  /** `isGone`: the receiver says that it is gone for good. */
  fail(input: Lease & Attempt & { error: string; isGone?: boolean }): Promise<boolean>;
  suppress(input: Lease & { reason: string }): Promise<boolean>;
}

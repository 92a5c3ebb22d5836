import type { Instant } from '../../domain/instant';

/** What one courier may deliver until its lease ends. */
export interface QueueItem extends Lease {
  kind: string;
  /** Including this one. */
  attempts: number;
  /** Since when couriers try. */
  queuedAt: Instant;
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
  retryAt(input: Lease & Attempt & { at: Instant; error: string }): Promise<boolean>;
  /** As if it had not been claimed: the attempt does not count. With the reason, if there was one. */
  putBack(input: Lease & { at: Instant; error: string | null }): Promise<boolean>;
  /** `isGone`: nothing is to be sent there any more. */
  fail(input: Lease & Attempt & { error: string; isGone?: boolean }): Promise<boolean>;
  suppress(input: Lease & { reason: string }): Promise<boolean>;
}

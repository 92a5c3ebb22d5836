export interface CourierSettings {
  /** How many items are sent at once, not counting slow ones. */
  concurrency: number;
  /** A send that takes longer than `afterMs` is slow: up to `atMost` slow ones take no place from others. */
  slow: { afterMs: number; atMost: number };
  /** Renewed while a send lasts; once it has run out, another courier sends the item. */
  leaseMs: number;
  /** How much of the lease is left, at least, when a send is aborted because the lease could not be renewed. */
  leaseReserveMs: number;
  pollMs: number;
  /** Exponential from `firstMs` to `mostMs`; `jitter` is the share of a wait that chance may take off. */
  backoff: { firstMs: number; mostMs: number; jitter: number };
  giveUpAfterMs: number;
  /**
   * After this many sends in a row found the channel unreachable, whatever their items, only single probes are
   * sent.
   */
  outage: { afterFailures: number; probeMs: number };
  /** Pause between attempts to record an outcome while the database is away. */
  recordRetryMs: number;
}

export const COURIER_SETTINGS: CourierSettings = {
  concurrency: 4,
  slow: { afterMs: 10_000, atMost: 16 },
  leaseMs: 120_000,
  leaseReserveMs: 10_000,
  pollMs: 5_000,
  backoff: { firstMs: 10_000, mostMs: 3_600_000, jitter: 0.2 },
  giveUpAfterMs: 3 * 24 * 3_600_000,
  outage: { afterFailures: 3, probeMs: 15_000 },
  recordRetryMs: 1_000,
};

export const WEBHOOK_COURIER_SETTINGS: CourierSettings = {
  ...COURIER_SETTINGS,
  // Two for each endpoint that there may be, so a slow one takes no place from others.
  concurrency: 64,
  leaseMs: 30_000,
  // One receiver's failure says nothing about another, so it never counts as an outage of the channel.
  outage: { afterFailures: Infinity, probeMs: 15_000 },
};

export const PUSH_COURIER_SETTINGS: CourierSettings = {
  ...COURIER_SETTINGS,
  concurrency: 16,
  slow: { afterMs: 2_000, atMost: 64 },
  leaseMs: 30_000,
  // One push service's failure says nothing about another.
  outage: { afterFailures: Infinity, probeMs: 15_000 },
};

export interface CourierSettings {
  /** How many are on their way at once, slow ones apart. */
  concurrency: number;
  /** What is longer on its way is slow: it holds up no other, as long as it is one of so many. */
  slow: { afterMs: number; atMost: number };
  /** Renewed while a send lasts: what has a lease that ran out is sent by another courier. */
  leaseMs: number;
  /** What the lease has left, at the least, when a send is broken off because it could not be renewed. */
  leaseReserveMs: number;
  pollMs: number;
  /** Exponential from `firstMs` to `mostMs`; `jitter` is the share of a wait that chance may take off. */
  backoff: { firstMs: number; mostMs: number; jitter: number };
  giveUpAfterMs: number;
  /** After so many unreachables in a row, of different items or one, a single one goes as a probe. */
  outage: { afterFailures: number; probeMs: number };
  /** Between attempts to write down an outcome while the database is away. */
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
  // Two for each of the endpoints that there may be: one that is slow takes nobody's.
  concurrency: 64,
  leaseMs: 30_000,
  // Whether one receiver answers tells nothing of another; no receiver is ever taken for the whole channel.
  outage: { afterFailures: Infinity, probeMs: 15_000 },
};

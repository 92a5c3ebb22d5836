import { backoffMs } from './backoff';
import type { Outcome } from './channel';
import type { CourierDeps } from './courier-deps';
import type { QueueItem, Tried } from '../database/stores/delivery-queue';
import type { Outage } from './outage';

type Deps<Item extends QueueItem> = Pick<CourierDeps<Item>, 'queue' | 'chance' | 'settings'> & {
  outage: Outage;
};

interface Settled<Item> extends Tried {
  item: Item;
  outcome: Outcome;
}

/**
 * Decides at once what an outcome means for its item, and returns a function that records it. The function may
 * have to be called repeatedly until the database is there; it resolves to false if the lease was lost.
 */
export function settleOutcome<Item extends QueueItem>(
  deps: Deps<Item>,
  { item, outcome, tried }: Settled<Item>,
): () => Promise<boolean> {
  const { queue, outage } = deps;
  const lease = { id: item.id, lease: item.lease };
  switch (outcome.outcome) {
    case 'sent':
      outage.reached();
      return () => queue.markSent({ ...lease, tried });
    case 'suppressed':
      return () => queue.suppress({ ...lease, reason: outcome.reason });
    case 'failed': {
      outage.reached();
      const { error, isGone = false } = outcome;
      return () => queue.fail({ ...lease, tried, error, isGone });
    }
    case 'postponed':
      // It waits and has not failed, so nobody has to look into it.
      return () => queue.putBack({ ...lease, waitMs: outcome.waitMs, error: null });
    case 'retry':
      return settleRetry(deps, { item, outcome, tried });
  }
}

function settleRetry<Item extends QueueItem>(
  { queue, chance, settings, outage }: Deps<Item>,
  { item, outcome, tried }: Settled<Item> & { outcome: Extract<Outcome, { outcome: 'retry' }> },
): () => Promise<boolean> {
  const { id, lease, attempts, queuedAt, claimedAt } = item;
  const { error, unreachable } = outcome;
  if (unreachable) outage.unreachable();
  else outage.reached();
  if (claimedAt - queuedAt >= settings.giveUpAfterMs)
    return () => queue.fail({ id, lease, tried, error, isGone: false });
  // A probe tests the channel, not this item, so the item's own backoff does not change.
  if (outage.isOn()) return () => queue.putBack({ id, lease, waitMs: outage.probeInMs(), error });
  const backoff = backoffMs({ attempts, chance: chance(), backoff: settings.backoff });
  // Never longer than the longest pause of ours, whatever the other side asks for.
  const waitMs = Math.min(settings.backoff.mostMs, Math.max(backoff, outcome.waitMs ?? 0));
  return () => queue.retryIn({ id, lease, tried, waitMs, error });
}

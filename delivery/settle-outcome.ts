import type { ClaimedNotification } from '../database/stores/notification-queue';
import { backoffMs } from './backoff';
import type { Outcome } from './channel';
import type { CourierDeps } from './courier-deps';
import type { Outage } from './outage';

type Deps = Pick<CourierDeps, 'notifications' | 'clock' | 'chance' | 'settings'> & { outage: Outage };

/**
 * What an outcome means for its notification, decided at once and written down by the function that it answers with
 * (which may have to be called until the database is there; false when the lease was lost).
 */
export function settleOutcome(deps: Deps, notification: ClaimedNotification, outcome: Outcome) {
  const { notifications, outage } = deps;
  const lease = { id: notification.id, lease: notification.lease };
  switch (outcome.outcome) {
    case 'sent':
      outage.reached();
      return () => notifications.markSent(lease);
    case 'suppressed':
      return () => notifications.suppress({ ...lease, reason: outcome.reason });
    case 'failed':
      outage.reached();
      return () => notifications.fail({ ...lease, error: outcome.error });
    case 'retry':
      return settleRetry(deps, notification, outcome);
  }
}

function settleRetry(
  { notifications, clock, chance, settings, outage }: Deps,
  notification: ClaimedNotification,
  { error, unreachable }: Extract<Outcome, { outcome: 'retry' }>,
): () => Promise<boolean> {
  const { id, lease, attempts, queuedAt } = notification;
  const now = clock.now();
  if (unreachable) outage.unreachable(now);
  else outage.reached();
  if (now - queuedAt >= settings.giveUpAfterMs) return () => notifications.fail({ id, lease, error });
  // A probe tells of the channel and not of this notification, whose own backoff it leaves alone.
  if (outage.isOn()) return () => notifications.putBack({ id, lease, at: outage.probeAt(), error });
  const at = now + backoffMs({ attempts, chance: chance(), backoff: settings.backoff });
  return () => notifications.retryAt({ id, lease, at, error });
}

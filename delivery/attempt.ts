import type { ClaimedNotification } from '../database/stores/notification-queue';
import type { Instant } from '../domain/instant';
import type { Outcome } from './channel';
import type { CourierDeps } from './courier-deps';
import { describeFailure } from './failure';
import type { Outage } from './outage';
import type { Recorder } from './recorder';
import { settleOutcome } from './settle-outcome';

type Deps = CourierDeps & { outage: Outage; recorder: Recorder };

/** One attempt at one notification, from its claim to its recorded outcome. Never rejects. */
export async function attempt(
  deps: Deps,
  notification: ClaimedNotification,
  claimedAt: Instant,
): Promise<void> {
  const { clock, metrics, recorder } = deps;
  const outcome = await outcomeOf(deps, notification, claimedAt);
  const isRecorded = await recorder.record(settleOutcome(deps, notification, outcome));
  const durationMs = clock.now() - claimedAt;
  metrics.attempted({ kind: notification.kind, outcome: isRecorded ? outcome.outcome : 'lost', durationMs });
  report(deps, { notification, outcome, isRecorded, durationMs });
}

async function outcomeOf(
  deps: Deps,
  notification: ClaimedNotification,
  claimedAt: Instant,
): Promise<Outcome> {
  const { channel, logger, settings } = deps;
  try {
    const endBy = claimedAt + settings.leaseMs - settings.leaseReserveMs;
    return await channel.deliver({ notification, endBy });
  } catch (error) {
    logger.error({ notification: notification.id, ...describeFailure(error) }, 'courier: the channel broke');
    return { outcome: 'retry', error: 'channel_broke', unreachable: false };
  }
}

interface Report {
  notification: ClaimedNotification;
  outcome: Outcome;
  isRecorded: boolean;
  durationMs: number;
}

function report({ logger }: Deps, { notification, outcome, isRecorded, durationMs }: Report): void {
  const { id, complaintId, sequence, occasion, kind, recipient, attempts } = notification;
  const fields = {
    notification: id,
    complaintId,
    sequence,
    occasion,
    kind,
    recipient,
    attempts,
    durationMs,
    ...outcome,
  };
  if (!isRecorded) logger.error(fields, 'courier: lost the lease, the notification may go out again');
  else if (outcome.outcome === 'sent') logger.info(fields, 'courier: sent');
  else logger.warn(fields, 'courier: not sent');
}

import type { Outcome } from './channel';
import type { CourierDeps } from './courier-deps';
import type { QueueItem } from '../database/stores/delivery-queue';
import { describeFailure } from './failure';
import { holdLease } from './hold-lease';
import type { Outage } from './outage';
import type { Recorder } from './recorder';
import { settleOutcome } from './settle-outcome';

type Deps<Item extends QueueItem> = CourierDeps<Item> & { outage: Outage; recorder: Recorder };

/** One attempt at one item, from its claim to its recorded outcome. Never rejects. */
export async function attempt<Item extends QueueItem>(deps: Deps<Item>, item: Item): Promise<void> {
  const { metrics, recorder } = deps;
  const since = performance.now();
  const outcome = await outcomeOf(deps, item);
  const durationMs = performance.now() - since;
  const tried = { at: item.claimedAt, durationMs, status: outcome.status ?? null };
  const isRecorded = await recorder.record(settleOutcome(deps, { item, outcome, tried }));
  const totalMs = performance.now() - since;
  metrics.attempted({
    kind: item.kind,
    outcome: isRecorded ? outcome.outcome : 'lost',
    durationMs: totalMs,
  });
  report(deps, { item, outcome, isRecorded, durationMs: totalMs });
}

async function outcomeOf<Item extends QueueItem>(deps: Deps<Item>, item: Item): Promise<Outcome> {
  const { channel, describe, logger } = deps;
  const lease = holdLease(deps, item);
  try {
    return await channel.deliver({ item, signal: lease.signal });
  } catch (error) {
    logger.error({ ...describe(item), ...describeFailure(error) }, 'courier: the channel broke');
    return { outcome: 'retry', error: 'channel_broke', unreachable: false };
  } finally {
    lease.release();
  }
}

interface Report<Item> {
  item: Item;
  outcome: Outcome;
  isRecorded: boolean;
  durationMs: number;
}

function report<Item extends QueueItem>(
  { describe, logger }: Deps<Item>,
  { item, outcome, isRecorded, durationMs }: Report<Item>,
): void {
  const fields = { ...describe(item), attempts: item.attempts, durationMs, ...outcome };
  if (!isRecorded) logger.error(fields, 'courier: lost the lease, it may go out again');
  else if (outcome.outcome === 'sent') logger.info(fields, 'courier: sent');
  else if (outcome.outcome === 'postponed') logger.info(fields, 'courier: postponed');
  else logger.warn(fields, 'courier: not sent');
}

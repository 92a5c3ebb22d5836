import type { QueueItem } from '../database/stores/delivery-queue';
import { attempt } from './attempt';
import type { CourierDeps } from './courier-deps';
import { describeFailure } from './failure';
import { createOutage } from './outage';
import { createRecorder } from './recorder';

export interface Courier {
  start(): void;
  /** Looks at once for what is due, e.g. because something was just queued. */
  wake(): void;
  /**
   * Claims nothing more, and waits for what is on its way. A send that is not finished after `graceMs` keeps its
   * lease, so that nobody else sends the item while it may still get through.
   */
  stop(graceMs: number): Promise<{ abandoned: number }>;
}

/** Sends what is due; any number of couriers may work on one queue. Does nothing until started. */
export function createCourier<Item extends QueueItem>(deps: CourierDeps<Item>): Courier {
  const { queue, logger, settings } = deps;
  const outage = createOutage(settings.outage);
  const recorder = createRecorder(deps);
  /** Sends on their way, and when each began by this process's monotonic clock. */
  const onTheirWay = new Map<Promise<void>, number>();
  let state: 'new' | 'running' | 'stopped' = 'new';
  let poll: NodeJS.Timeout | undefined;
  let round: Promise<void> | null = null;
  let isWokenAgain = false;

  function wake(): void {
    isWokenAgain = true;
    if (state === 'running') round ??= goRound();
  }

  async function goRound(): Promise<void> {
    while (isWokenAgain) {
      isWokenAgain = false;
      await claimWhatIsDue();
    }
    round = null;
  }

  async function claimWhatIsDue(): Promise<void> {
    for (let free = freeHands(); free > 0; free = freeHands()) {
      const since = performance.now();
      const claimed = await claim(free);
      if (claimed.length === 0) return;
      if (state === 'stopped') return putBack(claimed);
      for (const item of claimed) send(item, since);
    }
  }

  /** Never claims more than can be sent at once: a lease must not run while its item waits in line. */
  function freeHands(): number {
    // Until an outcome is recorded, its item looks unsent, and might be claimed again.
    if (state === 'stopped' || recorder.unrecorded() > 0) return 0;
    const now = performance.now();
    const slow = [...onTheirWay.values()].filter((since) => now - since >= settings.slow.afterMs).length;
    const free = settings.concurrency - (onTheirWay.size - slow) - Math.max(0, slow - settings.slow.atMost);
    if (!outage.isOn()) return free;
    return free === settings.concurrency && outage.probeInMs() === 0 ? 1 : 0;
  }

  async function claim(limit: number): Promise<Item[]> {
    try {
      return await queue.claim({ limit, leaseMs: settings.leaseMs });
    } catch (error) {
      // The next poll tries again.
      logger.warn(describeFailure(error), 'courier: could not ask for what is due');
      return [];
    }
  }

  function send(item: Item, since: number): void {
    const sending = attempt({ ...deps, outage, recorder }, item).finally(() => {
      onTheirWay.delete(sending);
      wake();
    });
    onTheirWay.set(sending, since);
  }

  async function putBack(claimed: Item[]): Promise<void> {
    for (const { id, lease } of claimed)
      await recorder.record(() => queue.putBack({ id, lease, waitMs: 0, error: null }));
  }

  async function settled(): Promise<void> {
    await round;
    await Promise.all(onTheirWay.keys());
  }

  return {
    start() {
      if (state !== 'new') throw new RangeError('a courier starts once');
      state = 'running';
      poll = setInterval(wake, settings.pollMs);
      wake();
    },
    wake,
    async stop(graceMs) {
      state = 'stopped';
      clearInterval(poll);
      await atMost(graceMs, settled());
      recorder.giveUp();
      const abandoned = onTheirWay.size;
      if (abandoned > 0) logger.warn({ abandoned }, 'courier: stopped with deliveries on their way');
      return { abandoned };
    },
  };
}

async function atMost(durationMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, durationMs);
  });
  await Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}

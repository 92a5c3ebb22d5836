import type { Logger } from 'pino';
import { errorName } from '../config/error-name';
import type { StartQueue, Unstarted } from '../database/stores/start-queue';

export interface RelayDeps {
  queue: StartQueue;
  startCase: (complaint: Unstarted) => Promise<void>;
  logger: Logger;
}

/** Starts at once, so that a burst fills the engine and not the event loop that answers citizens. */
const AT_ONCE = 8;
/** Longer than a start may take; what a killed process had in hand waits so long for another one. */
const CLAIM_LEASE_MS = 12_000;
const POLL_MS = 1_000;

export type IntakeRelay = ReturnType<typeof createIntakeRelay>;

/**
 * A stored complaint is its own outbox: the relay starts the workflow of every row that has none yet, right after
 * the commit when it is woken and within a second otherwise, and goes on trying while the engine is away.
 */
export function createIntakeRelay({ queue, startCase, logger }: RelayDeps) {
  let stopped = false;
  let isDown = false;
  let wakeUp: () => void = () => undefined;
  let running: Promise<void> = Promise.resolve();

  /** Says once that it fails and once that it works again, however long an outage lasts. */
  function report(works: boolean, error?: unknown): void {
    if (!works && !isDown) logger.warn({ failure: errorName(error) }, 'cases cannot be started; trying on');
    if (works && isDown) logger.info('cases are started again');
    isDown = !works;
  }

  async function startOne(complaint: Unstarted): Promise<boolean> {
    try {
      await startCase(complaint);
      await queue.markStarted(complaint.id);
      report(true);
      return true;
    } catch (error) {
      report(false, error);
      await queue.release(complaint.id);
      return false;
    }
  }

  /** @returns whether more may be waiting */
  async function startBatch(): Promise<boolean> {
    const batch = await queue.claim({ limit: AT_ONCE, leaseMs: CLAIM_LEASE_MS });
    const started = await Promise.all(batch.map(startOne));
    return batch.length === AT_ONCE && started.every(Boolean);
  }

  async function run(): Promise<void> {
    while (!stopped) {
      // Armed before the queue is read: a complaint stored meanwhile is not slept over.
      const pause = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      try {
        while (!stopped && (await startBatch()));
      } catch (error) {
        report(false, error);
      }
      if (!stopped) await pause;
    }
  }

  return {
    start(): void {
      running = run();
    },
    /** Something was stored: look at once. */
    wake(): void {
      if (!isDown) wakeUp();
    },
    async stop(): Promise<void> {
      stopped = true;
      wakeUp();
      await running;
    },
  };
}

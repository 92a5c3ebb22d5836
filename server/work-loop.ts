import type { Logger } from 'pino';
import { errorName } from '../config/error-name';

interface WorkLoopInput {
  /**
   * Does some of the waiting work.
   * @returns whether more may be waiting
   */
  work: () => Promise<boolean>;
  /** Longest wait when nobody wakes the loop, in milliseconds. */
  pollMs: number;
  logger: Pick<Logger, 'warn' | 'info'>;
  /** Log messages for when the work begins to fail and when it succeeds again. */
  logs: { fails: string; works: string };
}

export type WorkLoop = ReturnType<typeof createWorkLoop>;

/** Does waiting work at once when woken, and at intervals in any case; keeps trying through an outage. */
export function createWorkLoop({ work, pollMs, logger, logs }: WorkLoopInput) {
  let isStopped = false;
  let isFailing = false;
  let wakeUp: () => void = () => undefined;
  let running: Promise<void> = Promise.resolve();

  /** Logs each outage once, however long it lasts. */
  function report(failure: unknown): void {
    if (failure !== null && !isFailing) logger.warn({ failure: errorName(failure) }, logs.fails);
    if (failure === null && isFailing) logger.info(logs.works);
    isFailing = failure !== null;
  }

  async function workOff(): Promise<void> {
    try {
      while (!isStopped && (await work()));
      report(null);
    } catch (error) {
      report(error);
    }
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      // Set up before the work begins, so that a wake-up during it is not missed.
      const pause = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      await workOff();
      if (!isStopped) await pause;
    }
  }

  return {
    start(): void {
      running = run();
    },
    /** Says that there is work, to be done at once. */
    wake(): void {
      if (!isFailing) wakeUp();
    },
    async stop(): Promise<void> {
      isStopped = true;
      wakeUp();
      await running;
    },
  };
}

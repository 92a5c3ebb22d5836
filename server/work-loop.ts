import type { Logger } from 'pino';
import { errorName } from '../config/error-name';

interface WorkLoopInput {
  /** Does some of what waits. @returns whether more may be waiting */
  work: () => Promise<boolean>;
  /** How long something waits at most when nobody woke the loop, in milliseconds. */
  pollMs: number;
  logger: Pick<Logger, 'warn' | 'info'>;
  /** What the log says when the work begins to fail, and when it works again. */
  says: { fails: string; works: string };
}

export type WorkLoop = ReturnType<typeof createWorkLoop>;

/** Works off what waits: at once when it is woken, and every so often in any case; goes on trying through an outage. */
export function createWorkLoop({ work, pollMs, logger, says }: WorkLoopInput) {
  let isStopped = false;
  let isFailing = false;
  let wakeUp: () => void = () => undefined;
  let running: Promise<void> = Promise.resolve();

  /** Once for each outage, however long it lasts. */
  function report(failure: unknown): void {
    if (failure !== null && !isFailing) logger.warn({ failure: errorName(failure) }, says.fails);
    if (failure === null && isFailing) logger.info(says.works);
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
      // Armed before the look: what is stored meanwhile is not slept over.
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
    /** Something waits: look at once. */
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

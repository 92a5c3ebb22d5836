import type { Logger } from 'pino';
import { errorName } from '../config/error-name';

interface Repetition {
  /** What the log calls it. */
  name: string;
  everyMs: number;
  work: () => Promise<unknown>;
  logger: Logger;
}

export interface Repeated {
  /** Does not wait for the next time; while the work runs this does nothing. */
  runNow(): void;
  end(): void;
}

/** Runs work now and then again and again, never twice at once: an outage makes it slow, not many. */
export function repeat({ name, everyMs, work, logger }: Repetition): Repeated {
  let busy = false;
  const run = async () => {
    if (busy) return;
    busy = true;
    try {
      await work();
    } catch (error) {
      logger.warn({ work: name, failure: errorName(error) }, 'could not be done now');
    } finally {
      busy = false;
    }
  };
  void run();
  const timer = setInterval(() => void run(), everyMs);
  return { runNow: () => void run(), end: () => clearInterval(timer) };
}

import type { Logger } from 'pino';
import { errorName } from '../config/error-name';

interface Repetition {
  /** Name in the log. */
  name: string;
  everyMs: number;
  work: () => Promise<unknown>;
  logger: Logger;
}

export interface Repeated {
  /** Does not wait for the next time; does nothing while the work is running. */
  runNow(): void;
  end(): void;
}

/** Runs work now and then at intervals, never twice at once: during an outage, slow runs do not pile up. */
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

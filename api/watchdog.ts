import type { Logger } from 'pino';
import type { WatchReport } from './case-watch';
import { repeat } from './repeat';

const CASES_EVERY_MS = 60_000;
const HEALTH_EVERY_MS = 15_000;

export interface Health {
  /** Whether the engine, the mail server and the couriers answered when last asked. */
  engine: boolean;
  mail: boolean;
  /** Notifications that are due for more than a minute. */
  couriersBehind: number;
}

export interface WatchdogDeps {
  watchCases: () => Promise<WatchReport>;
  probes: {
    engine: () => Promise<unknown>;
    mail: () => Promise<unknown>;
    couriersBehind: () => Promise<number>;
  };
  logger: Logger;
}

export type Watchdog = ReturnType<typeof createWatchdog>;

/** Looks at the engine from outside, by another process than the one that it watches, and remembers what it saw. */
export function createWatchdog({ watchCases, probes, logger }: WatchdogDeps) {
  let cases: (WatchReport & { checkedAt: number }) | null = null;
  let health: Health = { engine: false, mail: false, couriersBehind: 0 };
  const ends: (() => void)[] = [];

  async function checkCases(): Promise<void> {
    cases = { ...(await watchCases()), checkedAt: Date.now() };
  }

  async function checkHealth(): Promise<void> {
    const [engine, mail] = await Promise.all([answers(probes.engine), answers(probes.mail)]);
    health = { ...health, engine, mail };
    health.couriersBehind = await probes.couriersBehind();
  }

  return {
    /** What the last look at the cases found; null before the first one. */
    cases: () => cases,
    health: () => health,
    start(): void {
      ends.push(
        repeat({ name: 'health', everyMs: HEALTH_EVERY_MS, work: checkHealth, logger }),
        repeat({ name: 'cases', everyMs: CASES_EVERY_MS, work: checkCases, logger }),
      );
    },
    stop(): void {
      for (const end of ends) end();
    },
  };
}

async function answers(probe: () => Promise<unknown>): Promise<boolean> {
  try {
    await probe();
    return true;
  } catch {
    // Not answering is the finding, not an error of the watchdog.
    return false;
  }
}

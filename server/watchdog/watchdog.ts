import type { Logger } from 'pino';
import type { CaseHealth, Health } from '../../api/service/health';
import { repeat, type Repeated } from '../repeat';

export interface WatchdogSettings {
  healthEveryMs: number;
  /** A part that does not answer within this time counts as down. */
  probeDeadlineMs: number;
  casesEveryMs: number;
  lateEveryMs: number;
}

// Together with the interval of the wall, a failure shows within half a minute.
export const WATCHDOG_SETTINGS: WatchdogSettings = {
  ...{ healthEveryMs: 15_000, probeDeadlineMs: 5_000 },
  ...{ casesEveryMs: 60_000, lateEveryMs: 15_000 },
};

export interface WatchdogDeps {
  /** Checks every case and repairs what it can; after each round, yields what is known so far. */
  watchCases: () => AsyncIterable<CaseHealth>;
  /** Wakes cases whose deadline passed without its event. */
  wakeLate: () => Promise<unknown>;
  probes: {
    engine: () => Promise<unknown>;
    mail: () => Promise<unknown>;
    couriersBehind: () => Promise<number>;
    untold: () => Promise<number>;
    unheard: () => Promise<Health['unheard']>;
    pressure: () => Promise<Health['pressure']>;
  };
  logger: Logger;
  settings?: Partial<WatchdogSettings>;
}

export type Watchdog = ReturnType<typeof createWatchdog>;

/** Watches the engine from another process than the one being watched, and remembers its findings. */
export function createWatchdog({ watchCases, wakeLate, probes, logger, settings }: WatchdogDeps) {
  const pace = { ...WATCHDOG_SETTINGS, ...settings };
  let health: Health = {
    ...{ engine: false, mail: false, couriersBehind: 0, untold: 0, unheard: [], cases: null },
    pressure: { networks: 0, requests: 0 },
    since: { engine: null, mail: null },
  };
  let repeated: { health: Repeated; cases: Repeated; late: Repeated } | null = null;
  let isStopped = false;

  async function checkCases(): Promise<void> {
    for await (const cases of watchCases()) {
      health = { ...health, cases };
      // Another process does the rest, or this one after its restart.
      if (isStopped) return;
    }
  }

  async function checkLate(): Promise<void> {
    // While the engine is away, every deadline is recorded late, and waking does not help.
    if (health.engine) await wakeLate();
  }

  /** Each finding is stored as soon as it is there: a slow probe does not delay the others. */
  async function checkPart(part: 'engine' | 'mail'): Promise<void> {
    const isUp = await answers(probes[part], pace.probeDeadlineMs);
    const wasUp = health.since[part] === null ? null : health[part];
    if (wasUp !== isUp) health = { ...health, since: { ...health.since, [part]: Date.now() } };
    health = { ...health, [part]: isUp };
    // The engine may have come back without its cases.
    if (part === 'engine' && isUp && wasUp === false) repeated?.cases.runNow();
  }

  async function checkHealth(): Promise<void> {
    await Promise.all([checkPart('engine'), checkPart('mail')]);
    const [couriersBehind, untold, unheard, pressure] = await Promise.all([
      probes.couriersBehind(),
      probes.untold(),
      probes.unheard(),
      probes.pressure(),
    ]);
    health = { ...health, couriersBehind, untold, unheard, pressure };
  }

  return {
    health: () => health,
    start(): void {
      repeated = {
        health: repeat({ name: 'health', everyMs: pace.healthEveryMs, work: checkHealth, logger }),
        cases: repeat({ name: 'cases', everyMs: pace.casesEveryMs, work: checkCases, logger }),
        late: repeat({ name: 'late cases', everyMs: pace.lateEveryMs, work: checkLate, logger }),
      };
    },
    stop(): void {
      isStopped = true;
      for (const each of Object.values(repeated ?? {})) each.end();
    },
  };
}

async function answers(probe: () => Promise<unknown>, deadlineMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), deadlineMs);
  });
  try {
    // An error means that the part is down; it is not an error of the watchdog.
    const answer = probe().then(
      () => true,
      () => false,
    );
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import { forgetProcess, rememberProcess } from './stack/leftovers';

export interface RunningService {
  pid: number;
  /** Settles when the service has ended, whatever ended it. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Whether it answers at all, even if something that it needs is down; a rejection means no. */
  isAlive(): Promise<boolean>;
  stop(): Promise<void>;
  /** Kills it at once. */
  kill(): void;
}

export interface Service {
  name: string;
  /** The signal for a clean stop. */
  stopSignal: NodeJS.Signals;
  /** Resolves once the service is ready. */
  start(): Promise<RunningService>;
}

export interface SupervisorDeps {
  /** Where the ids of running processes are recorded, for a start after a crash. */
  runFolder: string;
  say: (line: string) => void;
  /** Pause before the first restart in a row, in milliseconds; it doubles up to 30 s. */
  firstBackoffMs?: number;
  pulse?: Pulse;
}

export interface Pulse {
  /** How often each service is asked whether it is alive, in milliseconds. */
  everyMs: number;
  /** A service that has not answered for this long is killed and restarted. */
  patienceMs: number;
}

export interface Supervisor {
  /** Starts services at the same time; resolves once all are ready. Each call adds a stage. */
  start(services: Service[]): Promise<void>;
  /** Current process ids by name. */
  pids(): Record<string, number>;
  /** Stops all in reverse order of the stages; further calls wait for the same stop. */
  stop(): Promise<void>;
}

const PULSE: Pulse = { everyMs: 10_000, patienceMs: 60_000 };
const LONGEST_BACKOFF_MS = 30_000;
/** A service that ran this long was healthy, so its next end counts as the first failure. */
const WELL_AFTER_MS = 60_000;
/** How long stop() waits for a start that hangs; what that start leaves behind dies with this process. */
const START_PATIENCE_MS = 10_000;

/** Starts services in stages, restarts (and reports) any that ends by itself, and stops all in reverse order. */
export function createSupervisor(deps: SupervisorDeps): Supervisor {
  const { runFolder, say, firstBackoffMs = 1_000, pulse = PULSE } = deps;
  const stages: Service[][] = [];
  const running = new Map<string, RunningService>();
  const starts = new Set<Promise<void>>();
  const stopped = new AbortController();
  let stopping: Promise<void> | undefined;

  async function launch(service: Service): Promise<void> {
    const startedAt = Date.now();
    const started = await service.start();
    running.set(service.name, started);
    await rememberProcess({
      runFolder,
      name: service.name,
      pid: started.pid,
      stopSignal: service.stopSignal,
    });
    say(`  ${service.name} is ready (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  }

  /** Makes a start visible to stop(), which must not miss a service that is about to run. */
  function tracked(start: Promise<void>): Promise<void> {
    starts.add(start);
    return start.finally(() => starts.delete(start));
  }

  async function watch(service: Service): Promise<void> {
    for (let failures = 0; ;) {
      const readyAt = Date.now();
      const current = running.get(service.name);
      // Everything was stopped before this service was up again.
      if (!current) return;
      void killOnceSilent(service.name, current);
      const { code, signal } = await current.exited;
      if (stopped.signal.aborted) return;
      failures = Date.now() - readyAt > WELL_AFTER_MS ? 1 : failures + 1;
      say(`${service.name} ended unexpectedly (${signal ?? `exit code ${code}`}).`);
      failures = await startAgain(service, failures);
    }
  }

  async function killOnceSilent(name: string, service: RunningService): Promise<void> {
    let heardAt = Date.now();
    let hasEnded = false;
    void service.exited.then(() => (hasEnded = true));
    for (;;) {
      await pause(pulse.everyMs, stopped.signal);
      if (stopped.signal.aborted || hasEnded) return;
      if (await service.isAlive().catch(() => false)) heardAt = Date.now();
      else if (Date.now() - heardAt >= pulse.patienceMs) {
        say(`${name} does not answer any more; ending it.`);
        return service.kill();
      }
    }
  }

  /** Retries until it is ready or everything is stopped. @returns how many failures in a row that makes */
  async function startAgain(service: Service, failures: number): Promise<number> {
    while (!stopped.signal.aborted) {
      const pauseMs = Math.min(firstBackoffMs * 2 ** (failures - 1), LONGEST_BACKOFF_MS);
      say(`Starting ${service.name} again in ${pauseMs / 1000} s …`);
      await pause(pauseMs, stopped.signal);
      if (stopped.signal.aborted) break;
      try {
        await tracked(launch(service));
        return failures;
      } catch (error) {
        failures += 1;
        say((error as Error).message);
      }
    }
    return failures;
  }

  async function stopAll(): Promise<void> {
    stopped.abort();
    await Promise.race([Promise.allSettled(starts), delay(START_PATIENCE_MS, undefined, { ref: false })]);
    for (const stage of stages.toReversed()) await Promise.all(stage.map(({ name }) => stopOne(name)));
  }

  async function stopOne(name: string): Promise<void> {
    await running.get(name)?.stop();
    running.delete(name);
    await forgetProcess({ runFolder, name });
  }

  return {
    async start(services) {
      stages.push(services);
      const results = await Promise.allSettled(services.map((service) => tracked(launch(service))));
      const failure = results.find((result) => result.status === 'rejected');
      if (failure) throw failure.reason;
      for (const service of services)
        watch(service).catch((error: Error) => say(`${service.name}: ${error.message}`));
    },
    pids: () => Object.fromEntries([...running].map(([name, { pid }]) => [name, pid])),
    stop: () => (stopping ??= stopAll()),
  };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });
}

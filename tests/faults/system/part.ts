import { setTimeout as delay } from 'node:timers/promises';
import { familyOf } from '../../journey/started-system';

export const PART_NAMES = ['api', 'worker', 'temporal', 'postgres'] as const;
export type PartName = (typeof PART_NAMES)[number];

/** One process of the system, as far as what happens to it is concerned. */
export interface Launched {
  pid: number;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** The last lines of its log. */
  logTail(): Promise<string>;
  stop(): Promise<void>;
}

export interface Death {
  part: PartName | 'spare';
  at: number;
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Why it could not be started again. */
  failure?: string;
  /** The last lines of its log, unless it was killed. */
  lastWords?: string;
}

export interface Part {
  name: Death['part'];
  start(): Promise<void>;
  /** SIGKILL for it and all its children, as a power failure ends them. */
  kill(): Promise<void>;
  /** SIGSTOP: it keeps its connections and answers nothing. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  stop(): Promise<void>;
  isUp(): boolean;
}

const RESTART_PAUSE_MS = 300;
/** A service manager would try for ever; whoever waits for the part gives up earlier. */
const RESTARTING_MS_AT_MOST = 120_000;

/**
 * A part that can be killed and comes back. One that dies unasked (at a kill point, or by a failure of its own) is
 * started again, as a service manager would do, and its death is reported.
 */
export function createPart({
  name,
  launch,
  onDeath,
}: {
  name: Death['part'];
  launch: () => Promise<Launched>;
  onDeath: (death: Death) => void;
}): Part {
  let current: Launched | null = null;
  let isMeantToRun = false;
  let frozen: number[] = [];
  let starting: Promise<void> | null = null;

  async function launchPatiently(): Promise<void> {
    const giveUpAt = Date.now() + RESTARTING_MS_AT_MOST;
    for (;;) {
      try {
        const launched = await launch();
        current = launched;
        void launched.exited.then((end) => ended(launched, end));
        return;
      } catch (error) {
        // PostgreSQL's backends may outlive it for a moment, and nothing starts while PostgreSQL is away.
        if (Date.now() > giveUpAt || !isMeantToRun) throw error;
        await delay(RESTART_PAUSE_MS);
      }
    }
  }

  async function ended(launched: Launched, end: Awaited<Launched['exited']>): Promise<void> {
    if (current === launched) current = null;
    if (!isMeantToRun) return;
    const at = Date.now();
    onDeath({
      ...{ part: name, at, ...end },
      ...(end.signal === 'SIGKILL' ? {} : { lastWords: await launched.logTail() }),
    });
    // It may have been stopped meanwhile; isMeantToRun is false then.
    delay(RESTART_PAUSE_MS)
      .then(() => (isMeantToRun ? start() : undefined))
      .catch((error: Error) =>
        onDeath({ part: name, at: Date.now(), code: null, signal: null, failure: error.message }),
      );
  }

  function start(): Promise<void> {
    isMeantToRun = true;
    if (current) return Promise.resolve();
    starting ??= launchPatiently().finally(() => {
      starting = null;
    });
    return starting;
  }

  // A frozen process does not notice its parent's death, and would stay frozen for ever.
  process.once('exit', () => frozen.forEach((pid) => signal(pid, 'SIGKILL')));

  async function pids(): Promise<number[]> {
    return current ? familyOf(current.pid) : [];
  }

  return {
    name,
    start,
    async kill() {
      isMeantToRun = false;
      await starting?.catch(() => undefined);
      const launched = current;
      if (!launched) return;
      for (const pid of await pids()) signal(pid, 'SIGKILL');
      frozen = [];
      await launched.exited;
      current = null;
    },
    async freeze() {
      frozen = await pids();
      for (const pid of frozen) signal(pid, 'SIGSTOP');
    },
    async thaw() {
      for (const pid of frozen.splice(0)) signal(pid, 'SIGCONT');
    },
    async stop() {
      isMeantToRun = false;
      await starting?.catch(() => undefined);
      for (const pid of frozen.splice(0)) signal(pid, 'SIGCONT');
      await current?.stop();
      current = null;
    },
    isUp: () => current !== null && frozen.length === 0,
  };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

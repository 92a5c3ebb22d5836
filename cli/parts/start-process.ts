import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PartError } from './part-error';

export interface SystemAccount {
  name: string;
  uid: number;
  gid: number;
}

export interface ProcessInput {
  /** Name for people, used in messages. */
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Output is appended here. */
  logFile: string;
  cwd?: string;
  /** The account it runs as (only root may set this). */
  account?: SystemAccount | null;
  /** The signal that asks it to end; SIGTERM by default. */
  stopSignal?: NodeJS.Signals;
  /** How long it may take to end before it is killed, in milliseconds. */
  stopGraceMs?: number;
}

export interface StartedProcess {
  name: string;
  pid: number;
  /** Settles when the process has ended, whatever ended it. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  isRunning(): boolean;
  /** The last lines that this run wrote. */
  logTail(): Promise<string>;
  /** Ends it and waits; a second call waits for the same end. */
  stop(): Promise<void>;
  /** Kills it and all its children at once. */
  kill(): void;
}

const LOG_TAIL_LINES = 25;

/**
 * Starts a long-running child in its own process group, so that Ctrl-C in the terminal reaches only the
 * supervisor, which then stops its parts in order. On Linux the kernel ends the child when this process dies, even
 * by kill -9.
 *
 * @throws PartError when the command cannot be started.
 */
export async function startProcess(input: ProcessInput): Promise<StartedProcess> {
  const { child, exited, logStart } = await spawnLogged(input);
  const pid = child.pid as number;
  let stopping: Promise<void> | undefined;
  return {
    name: input.name,
    pid,
    exited,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    logTail: async () => tail(await readFrom(input.logFile, logStart)),
    stop: () => (stopping ??= endProcess({ child, exited, input })),
    kill: () => killGroup(pid),
  };
}

export interface ReadinessInput {
  process: StartedProcess;
  /** True once it is ready; an error counts as "not yet". */
  probe: () => Promise<boolean>;
  deadlineMs: number;
  pollMs?: number;
}

/**
 * Waits until the probe succeeds. Stops the process if it is not ready in time.
 *
 * @throws PartError with the last log lines.
 */
export async function waitUntilReady({
  process: child,
  probe,
  deadlineMs,
  pollMs = 30,
}: ReadinessInput): Promise<void> {
  const giveUpAt = Date.now() + deadlineMs;
  let lastError: unknown;
  while (Date.now() < giveUpAt) {
    if (!child.isRunning()) throw await unreadyError(child, 'ended before it was ready', lastError);
    try {
      if (await probe()) return;
    } catch (error) {
      lastError = error;
    }
    await delay(pollMs);
  }
  await child.stop();
  throw await unreadyError(child, `was not ready after ${deadlineMs / 1000} s`, lastError);
}

async function unreadyError(child: StartedProcess, what: string, cause: unknown): Promise<PartError> {
  return new PartError(
    `${child.name} ${what}. Its last lines:\n${(await child.logTail()) || '(it wrote nothing)'}`,
    { cause },
  );
}

interface Spawned {
  child: ChildProcess;
  exited: StartedProcess['exited'];
  logStart: number;
}

async function spawnLogged(input: ProcessInput): Promise<Spawned> {
  await mkdir(dirname(input.logFile), { recursive: true });
  const log = await open(input.logFile, 'a');
  try {
    const logStart = (await stat(input.logFile)).size;
    const [command = '', ...args] = [
      ...deathSignal(input.stopSignal ?? 'SIGTERM'),
      input.command,
      ...input.args,
    ];
    const child = spawn(command, args, {
      env: input.env,
      cwd: input.cwd,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...(input.account ? { uid: input.account.uid, gid: input.account.gid } : {}),
    });
    // Listen before the first await: a child that ends at once must not go unnoticed.
    const exited: StartedProcess['exited'] = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    await once(child, 'spawn');
    return { child, exited, logStart };
  } catch (error) {
    throw new PartError(`${input.name} could not be started: ${(error as Error).message}.`, { cause: error });
  } finally {
    await log.close();
  }
}

/**
 * `setpriv` (of util-linux, not Busybox) has the kernel signal the child when its parent dies; others have
 * nothing.
 */
function deathSignal(signal: NodeJS.Signals): string[] {
  const prefix = ['setpriv', '--pdeathsig', signal.replace('SIG', ''), '--'];
  const works =
    process.platform === 'linux' && spawnSync('setpriv', [...prefix.slice(1), 'true']).status === 0;
  return works ? prefix : [];
}

interface EndInput {
  child: ChildProcess;
  exited: StartedProcess['exited'];
  input: ProcessInput;
}

async function endProcess({ child, exited, input }: EndInput): Promise<void> {
  if (!child.kill(input.stopSignal ?? 'SIGTERM')) return void (await exited);
  const abort = new AbortController();
  const hardKill = delay(input.stopGraceMs ?? 10_000, undefined, { signal: abort.signal }).then(
    () => killGroup(child.pid as number),
    (error: Error) => {
      if (error.name !== 'AbortError') throw error;
    },
  );
  await exited;
  abort.abort();
  await hardKill;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function readFrom(file: string, start: number): Promise<string> {
  return (await readFile(file)).subarray(start).toString('utf8');
}

function tail(text: string): string {
  return text.trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
}

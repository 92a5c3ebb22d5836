import { spawn, type ChildProcess } from 'node:child_process';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DecodeAnswer, DecodeJob } from './decode-job';

/** A decoder ended before it answered; `how` says in which way. */
export class DecoderDied extends Error {
  override readonly name = 'DecoderDied';

  constructor(readonly how: 'out_of_time' | 'exit' | NodeJS.Signals) {
    super(`a decoder died: ${how}`);
  }
}

/** One process that decodes one picture at a time. */
export interface DecoderProcess {
  isAlive(): boolean;
  /** How many pictures it has been given. */
  asked(): number;
  /** @throws DecoderDied when there is no answer within `deadlineMs`; it is killed then */
  ask<Result>(job: DecodeJob, deadlineMs: number): Promise<DecodeAnswer<Result>>;
  kill(): void;
}

/**
 * Limit of a decoder's private memory. It uses 130 MB at rest; the worst valid picture, an interlaced PNG with
 * four channels of 16 bits and 52 million pixels, needs 700 MB in all (tests/photos/decoder-pool.test.ts draws
 * it).
 */
const MEMORY_KIB_AT_MOST = 768 * 1024;
/**
 * glibc returns allocations of this size or more to the system as soon as they are freed; by default it keeps
 * large ones.
 */
const LARGE_BYTES = String(1024 * 1024);
/** Long enough for development, where TypeScript is compiled at the start. */
const START_MS = 30_000;

const ENTRY = join(__dirname, `decoder${extname(__filename)}`);

/** @throws DecoderDied when it does not come up */
export async function startDecoder(): Promise<DecoderProcess> {
  const child = spawnDecoder();
  let asked = 0;
  const decoder: DecoderProcess = {
    asked: () => asked,
    isAlive: () => child.connected && child.exitCode === null && child.signalCode === null,
    async ask<Result>(job: DecodeJob, deadlineMs: number) {
      asked += 1;
      const answer = nextMessage(child, deadlineMs);
      child.send(job);
      return (await answer) as DecodeAnswer<Result>;
    },
    kill: () => void child.kill('SIGKILL'),
  };
  await nextMessage(child, START_MS);
  return decoder;
}

function spawnDecoder(): ChildProcess {
  const child = spawn(...command(), {
    // A decoder gets no secrets: code that breaks out of it finds neither an address nor a password.
    env: { MALLOC_MMAP_THRESHOLD_: LARGE_BYTES },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A decoder must not keep its parent alive; it notices when the parent ends, and ends, too.
  child.unref();
  child.channel?.unref();
  return child;
}

function command(): [string, string[]] {
  const node = [process.execPath, ...loader(), ENTRY];
  // macOS cannot limit mapped memory in this way; there it is only a developer's machine.
  if (process.platform !== 'linux') return [node[0] ?? '', node.slice(1)];
  // When the container runs out of memory, decoders are killed first.
  const limits = `ulimit -d ${MEMORY_KIB_AT_MOST} && echo 1000 > /proc/self/oom_score_adj && exec "$@"`;
  return ['/bin/sh', ['-c', limits, 'sh', ...node]];
}

function loader(): string[] {
  return extname(__filename) === '.ts' ? ['--import', pathToFileURL(require.resolve('tsx')).href] : [];
}

function nextMessage(child: ChildProcess, deadlineMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      settle();
      child.kill('SIGKILL');
      reject(new DecoderDied('out_of_time'));
    }, deadlineMs);
    const onMessage = (message: unknown) => {
      settle();
      resolve(message);
    };
    const onExit = (_code: number | null, signal: NodeJS.Signals | null) => {
      settle();
      reject(new DecoderDied(signal ?? 'exit'));
    };
    const onError = (error: Error) => {
      settle();
      reject(error);
    };
    function settle(): void {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
    }
    child.once('message', onMessage).once('exit', onExit).once('error', onError);
  });
}

import { spawn, type ChildProcess } from 'node:child_process';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DecodeAnswer, DecodeJob } from './decode-job';

/** A decoder ended before it answered. `how`: it was out of time, exited, or got a signal. */
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
  pictureCount(): number;
  /** @throws DecoderDied when it ends; it is killed if it has not answered after `answerMsAtMost` */
  ask<Result>(job: DecodeJob, answerMsAtMost: number): Promise<DecodeAnswer<Result>>;
  kill(): void;
}

/**
 * Limit of a decoder's private memory. An idle one uses 130 MB. The worst valid picture, an interlaced PNG with four
 * channels of 16 bits and 52 million pixels, needs 700 MB in all (see tests/photos/decoder-pool.test.ts).
 */
const MEMORY_KIB_AT_MOST = 768 * 1024;
/** glibc returns allocations of this size or more to the system when they are freed. By default it keeps them. */
const MMAP_THRESHOLD_BYTES = String(1024 * 1024);
/** Long enough for development, where the decoder's TypeScript is compiled as it starts. */
const START_MS_AT_MOST = 30_000;

const ENTRY = join(__dirname, `decoder${extname(__filename)}`);

/** @throws DecoderDied when it does not start */
export async function startDecoder(): Promise<DecoderProcess> {
  const child = spawnDecoder();
  let pictureCount = 0;
  const decoder: DecoderProcess = {
    pictureCount: () => pictureCount,
    isAlive: () => child.connected && child.exitCode === null && child.signalCode === null,
    async ask<Result>(job: DecodeJob, answerMsAtMost: number) {
      pictureCount += 1;
      const answer = nextMessage(child, answerMsAtMost);
      child.send(job);
      return (await answer) as DecodeAnswer<Result>;
    },
    kill: () => void child.kill('SIGKILL'),
  };
  await nextMessage(child, START_MS_AT_MOST);
  return decoder;
}

function spawnDecoder(): ChildProcess {
  const child = spawn(...command(), {
    // A decoder gets no secrets: code that breaks out of it finds neither an address nor a password.
    env: { MALLOC_MMAP_THRESHOLD_: MMAP_THRESHOLD_BYTES },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A decoder must not keep its parent alive; it notices when the parent ends, and ends, too.
  child.unref();
  child.channel?.unref();
  return child;
}

function command(): [string, string[]] {
  const node = [process.execPath, ...loaderArguments(), ENTRY];
  // macOS cannot limit memory in this way; it is only used for development.
  if (process.platform !== 'linux') return [node[0] ?? '', node.slice(1)];
  // When the container runs out of memory, decoders are killed first.
  const limits = `ulimit -d ${MEMORY_KIB_AT_MOST} && echo 1000 > /proc/self/oom_score_adj && exec "$@"`;
  return ['/bin/sh', ['-c', limits, 'sh', ...node]];
}

function loaderArguments(): string[] {
  return extname(__filename) === '.ts' ? ['--import', pathToFileURL(require.resolve('tsx')).href] : [];
}

function nextMessage(child: ChildProcess, answerMsAtMost: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      settle();
      child.kill('SIGKILL');
      reject(new DecoderDied('out_of_time'));
    }, answerMsAtMost);
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

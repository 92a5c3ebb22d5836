import { startProcess, waitUntilReady } from '../parts/start-process';
import type { Service } from '../supervisor';

export interface NodeServiceInput {
  name: string;
  /** A TypeScript file, from the checkout's root. */
  main: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Answered with a status below 500 once it serves. */
  readyUrl: string;
  /** The same for as long as the process is alive, whatever else is away. */
  aliveUrl: string;
  /** How long it may take to end in good order, in milliseconds. */
  stopGraceMs: number;
}

/** Compiling at the first start on a slow machine takes its time. */
const READY_DEADLINE_MS = 90_000;

/** A part of ours: a Node process of its own, compiled on the fly. */
export function nodeService(input: NodeServiceInput): Service {
  return {
    name: input.name,
    stopSignal: 'SIGTERM',
    async start() {
      const child = await startProcess({
        name: input.name,
        command: process.execPath,
        args: ['--enable-source-maps', '--import', 'tsx', input.main],
        env: input.env,
        logFile: input.logFile,
        stopGraceMs: input.stopGraceMs,
      });
      await waitUntilReady({
        process: child,
        probe: () => answers(input.readyUrl),
        deadlineMs: READY_DEADLINE_MS,
        pollMs: 60,
      });
      return { ...child, isAlive: () => answers(input.aliveUrl) };
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.status < 500;
}

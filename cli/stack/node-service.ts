import { startProcess, waitUntilReady } from '../parts/start-process';
import type { Service } from '../supervisor';

export interface NodeServiceInput {
  name: string;
  /** A TypeScript file, relative to the checkout's root. */
  main: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Responds with a status below 500 once the service is ready. */
  readyUrl: string;
  /** Responds with a status below 500 for as long as the process is alive, even if other parts are down. */
  aliveUrl: string;
  /** How long a clean stop may take, in milliseconds. */
  stopGraceMs: number;
}

/** On a slow machine, the first start takes long to compile. */
const READY_DEADLINE_MS = 90_000;

/** One of our own services: a separate Node process, compiled on the fly. */
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

import path from 'node:path';
import { startProcess, waitUntilReady } from '../../../cli/parts/start-process';
import { FAULTY_MAINS, ROOT } from './main-paths';
import type { Launched } from './part';
import type { MainName } from './places';

const READY_MS = 30_000;
const STOP_GRACE_MS = 20_000;

interface MainInput {
  name: MainName;
  env: NodeJS.ProcessEnv;
  /** Answers over HTTP as soon as the process serves, whatever else is down. */
  readyUrl: string;
  folder: string;
}

/** The api or the worker, as its own process. */
export async function launchMain({ name, env, readyUrl, folder }: MainInput): Promise<Launched> {
  const child = await startProcess({
    name,
    command: process.execPath,
    args: ['--import', 'tsx', FAULTY_MAINS[name === 'api' ? 'api' : 'worker']],
    env,
    cwd: ROOT,
    logFile: path.join(folder, `${name}.log`),
    stopGraceMs: STOP_GRACE_MS,
  });
  // An answer of 503 means that it is up and that something else is not.
  const probe = async () => (await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) })).status > 0;
  await waitUntilReady({ process: child, probe, deadlineMs: READY_MS });
  return child;
}

import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identifyProcess, isAlive, type ProcessIdentity } from '../parts/process-identity';

/** What `npm run demo`, the commands and tests need to find the running system. */
export interface Stack {
  supervisor: ProcessIdentity;
  /** Epoch milliseconds. */
  startedAt: number;
  urls: { site: string; apiDocs: string; temporalUi?: string; mailbox?: string; workerMetrics: string };
  /** Ids at the start; a part that was started again has another one. */
  pids: Record<string, number>;
  /** The variables that API and worker run with, including secrets. */
  environment: Record<string, string>;
}

/** Returns the running system of this data folder; null if none runs, even if a killed one left its file. */
export async function readStack({ dataFolder }: { dataFolder: string }): Promise<Stack | null> {
  try {
    const stack = JSON.parse(await readFile(fileIn(dataFolder), 'utf8')) as Stack;
    return (await isAlive(stack.supervisor)) ? stack : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Readable by its owner only: it holds the database's password. */
export async function writeStack(input: {
  dataFolder: string;
  stack: Omit<Stack, 'supervisor'>;
}): Promise<void> {
  const supervisor = await identifyProcess(process.pid);
  const draft = `${fileIn(input.dataFolder)}.draft`;
  await writeFile(draft, `${JSON.stringify({ supervisor, ...input.stack }, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, fileIn(input.dataFolder));
}

export async function removeStack({ dataFolder }: { dataFolder: string }): Promise<void> {
  await rm(fileIn(dataFolder), { force: true });
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'stack.json');
}

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PartError } from '../parts/part-error';
import { identifyProcess, isAlive, type ProcessIdentity } from '../parts/process-identity';

/**
 * Makes this process the only one that runs a system on the data folder. The claim of a dead process does not
 * count.
 *
 * @returns a function that releases the claim.
 * @throws PartError naming the process that already runs one.
 */
export async function claimDataFolder({ dataFolder }: { dataFolder: string }): Promise<() => Promise<void>> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const file = join(dataFolder, 'start.json');
  const holder = await readHolder(file);
  if (holder && (await isAlive(holder))) {
    throw new PartError(
      `SiKesal already runs on ${dataFolder} (process ${holder.pid}): stop that one first, or set DATA_DIR and other ports for a second one.`,
    );
  }
  await rm(file, { force: true });
  try {
    await writeFile(file, JSON.stringify(await identifyProcess(process.pid)), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new PartError(`SiKesal is being started on ${dataFolder} by another process in this moment.`, {
      cause: error,
    });
  }
  return () => rm(file, { force: true });
}

async function readHolder(file: string): Promise<ProcessIdentity | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ProcessIdentity;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    // A crash interrupted the write.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

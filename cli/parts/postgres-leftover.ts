import { readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PartError } from './part-error';
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity';

/** Inside the data folder: who started the server, to tell a leftover from a server in use. */
const STARTER_FILE = 'sikesal-starter.json';

const STOP_DEADLINE_MS = 15_000;

/**
 * Frees the data folder for a new server. A server that still runs because its starter was killed is shut down,
 * not adopted: we only notice the end of our own child, and only a child writes to our log. If the pid in
 * postmaster.pid now belongs to another process, the file is removed, because PostgreSQL would mistake that
 * process for a running server.
 *
 * @throws PartError when the starter of the running server is alive.
 */
export async function endLeftoverPostgres({ folder }: { folder: string }): Promise<void> {
  const pid = await readPostmasterPid(folder);
  if (pid === null) return;
  const postmaster = await identifyProcess(pid);
  // PostgreSQL itself cleans up after a dead server and waits for its orphaned backends.
  if (postmaster === null) return;
  if (!(await worksIn(pid, folder))) return rm(join(folder, 'postmaster.pid'), { force: true });
  await refuseIfInUse(folder);
  process.kill(pid, 'SIGINT');
  await waitForEnd(postmaster);
}

/** Records this process as the server's starter. */
export async function rememberStarter({ folder }: { folder: string }): Promise<void> {
  await writeFile(join(folder, STARTER_FILE), JSON.stringify(await identifyProcess(process.pid)), {
    mode: 0o600,
  });
}

async function readPostmasterPid(folder: string): Promise<number | null> {
  const firstLine = (await readIfThere(join(folder, 'postmaster.pid')))?.split('\n')[0];
  return firstLine && /^\d+$/.test(firstLine) ? Number(firstLine) : null;
}

async function refuseIfInUse(folder: string): Promise<void> {
  const text = await readIfThere(join(folder, STARTER_FILE));
  const starter = text === null ? null : (JSON.parse(text) as ProcessIdentity);
  if (starter && (await isAlive(starter))) {
    throw new PartError(
      `PostgreSQL already runs on ${folder} for process ${starter.pid}: stop that one first, or set DATA_DIR to another folder.`,
    );
  }
}

/**
 * A postmaster's working directory is its data folder; if that is unreadable, the data folder's own lock decides.
 */
async function worksIn(pid: number, folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === folder;
  } catch (error) {
    // EACCES: somebody else's process, so not the server of our folder.
    if (['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

async function waitForEnd(postmaster: ProcessIdentity): Promise<void> {
  const giveUpAt = Date.now() + STOP_DEADLINE_MS;
  while (await isAlive(postmaster)) {
    if (Date.now() > giveUpAt) {
      throw new PartError(
        `A PostgreSQL left over from an earlier start (process ${postmaster.pid}) does not end: stop it by hand.`,
      );
    }
    await delay(50);
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

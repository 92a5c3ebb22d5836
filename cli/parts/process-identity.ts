import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A process id together with its start mark, because the system reuses process ids. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque; equal only for the same process on the same boot. */
  startMark: string;
}

const run = promisify(execFile);

/** The identity of a living process, or null when there is none (zombies count as gone). */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  const startMark = process.platform === 'linux' ? await linuxStartMark(pid) : await portableStartMark(pid);
  return startMark === null ? null : { pid, startMark };
}

/** Whether exactly this process still runs. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  const current = await identifyProcess(identity.pid);
  return current !== null && current.startMark === identity.startMark;
}

async function linuxStartMark(pid: number): Promise<string | null> {
  try {
    const [stat, bootId] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // The command's name may hold spaces and parentheses, so count from the last “)”: field 3 state, field 22
    // start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : `${bootId.trim()}/${fields[19]}`;
  } catch (error) {
    // ESRCH: it ended between opening and reading.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

async function portableStartMark(pid: number): Promise<string | null> {
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() || null;
  } catch (error) {
    // ps exits with 1 when no process has that id.
    if ((error as { code?: unknown }).code === 1) return null;
    throw error;
  }
}

import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from './is-missing';

// Far longer than any write takes, so that no process deletes a file that another is still writing.
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** Deletes files that a killed process left half-written: no row names them, so no erasure would find them. */
export async function sweepIncoming(input: { folder: string }): Promise<void> {
  for (const name of await readdir(input.folder)) {
    const path = join(input.folder, name);
    if (await isAbandoned(path)) await rm(path, { force: true });
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > ABANDONED_AFTER_MS;
  } catch (error) {
    // Its writer finished, or another process swept it, after the folder was listed.
    if (isMissing(error)) return false;
    throw error;
  }
}

import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from './is-missing';

// Far longer than any write takes, so that another process never loses one that is under way.
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** Deletes what a killed process left half-written: bytes that no row names and no erasure would find. */
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
    // Finished by its writer, or swept by another process, since the folder was listed.
    if (isMissing(error)) return false;
    throw error;
  }
}

import { stat } from 'node:fs/promises';

/** Whether this path exists, with links followed: a dangling link does not. Rethrows every error but absence. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

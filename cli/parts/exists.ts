import { stat } from 'node:fs/promises';

/** Whether something is at this path, links followed: a dangling link is nothing. Errors other than absence are thrown. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

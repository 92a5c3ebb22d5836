import { readdir } from 'node:fs/promises';
import { openSpool } from '../../photos/spool';

/** Picture files left by this process; processes that run at the same time share the folder. */
export async function ownSpool(): Promise<string[]> {
  return (await readdir(await openSpool())).filter((name) => name.startsWith(`${process.pid}-`));
}

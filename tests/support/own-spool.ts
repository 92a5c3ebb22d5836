import { readdir } from 'node:fs/promises';
import { openSpool } from '../../photos/spool';

/** Files of pictures that this process has left; others that run beside it share the folder. */
export async function ownSpool(): Promise<string[]> {
  return (await readdir(await openSpool())).filter((name) => name.startsWith(`${process.pid}-`));
}

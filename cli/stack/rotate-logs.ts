import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

const KEPT = '.previous.log';

/** Sets the last start's logs aside (and forgets the ones before), so that no log grows for ever. */
export async function rotateLogs({ folder }: { folder: string }): Promise<void> {
  await mkdir(folder, { recursive: true });
  const logs = (await readdir(folder)).filter((name) => name.endsWith('.log') && !name.endsWith(KEPT));
  await Promise.all(
    logs.map((name) => rename(join(folder, name), join(folder, name.replace(/\.log$/, KEPT)))),
  );
}

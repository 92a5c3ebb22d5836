import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

const KEPT = '.previous.log';

/** Renames the last start's logs and replaces older ones, so that no log grows forever. */
export async function rotateLogs({ folder }: { folder: string }): Promise<void> {
  await mkdir(folder, { recursive: true });
  const logs = (await readdir(folder)).filter((name) => name.endsWith('.log') && !name.endsWith(KEPT));
  await Promise.all(
    logs.map((name) => rename(join(folder, name), join(folder, name.replace(/\.log$/, KEPT)))),
  );
}

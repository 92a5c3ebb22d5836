import { randomUUID } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onSpool, SpoolUnavailable } from './spool-unavailable';
import { sweepIncoming } from './sweep-incoming';

const SWEEP_EVERY_MS = 60_000;
let sweptAt = -Infinity;

/**
 * A new path in the folder that holds pictures while they arrive and are decoded. All processes of one user share
 * the folder; files that a killed process left behind are removed.
 * @throws SpoolUnavailable, also when the folder belongs to somebody else
 */
export async function newSpoolPath(): Promise<string> {
  return join(await openSpool(), `${process.pid}-${randomUUID()}`);
}

/** @throws SpoolUnavailable */
export function openSpool(): Promise<string> {
  return onSpool(open);
}

async function open(): Promise<string> {
  const user = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `sikesal-pictures-${user}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = await stat(folder);
  if (uid !== user || (mode & 0o077) !== 0) throw new SpoolUnavailable('not_ours');
  // Checking every file there for each picture would cost more the more pictures arrive.
  if (Date.now() - sweptAt > SWEEP_EVERY_MS) {
    sweptAt = Date.now();
    await sweepIncoming({ folder });
  }
  return folder;
}

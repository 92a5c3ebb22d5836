import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertBlobKey, isBlobKey, type BlobStore, type StoredBlob } from './blob-store';
import { BlobStoreError } from './blob-store-error';
import { fileSystemCode } from './file-system-code';
import { isMissing } from './is-missing';
import { sweepIncoming } from './sweep-incoming';

/**
 * A folder that only its owner can read and that several processes may share. Blobs are spread over up to 256
 * subfolders by the hash of their key, so that none grows too large to list and back up.
 * @throws the file system's error when the folder cannot be created
 */
export async function createFileBlobStore(deps: { folder: string }): Promise<BlobStore> {
  const { folder } = deps;
  const incomingFolder = join(folder, 'incoming');
  const pathOf = (key: string): string => join(folder, fanOut(key), fileName(key));
  await makeFolder(incomingFolder);
  await sweepIncoming({ folder: incomingFolder });

  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await inStoreErrors(put(bytes, { path, incoming: join(incomingFolder, randomUUID()) }));
    },
    async get(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isMissing(error)) return null;
        throw inWordsOfStores(error);
      }
    },
    async delete(key) {
      await inStoreErrors(rm(pathOf(key), { force: true }));
    },
    list: () => listFolder(folder),
  };
}

async function put(bytes: Buffer, { path, incoming }: { path: string; incoming: string }): Promise<void> {
  await makeFolder(dirname(path));
  try {
    await writeDurably(incoming, bytes);
    await rename(incoming, path);
  } catch (error) {
    await rm(incoming, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** @throws BlobStoreError for what the file system refuses */
async function inStoreErrors(done: Promise<void>): Promise<void> {
  try {
    await done;
  } catch (error) {
    throw inWordsOfStores(error);
  }
}

const FORBIDDEN = ['EACCES', 'EPERM'];

/** A full or failing disk may recover while the process runs; wrong rights need an operator. */
function inWordsOfStores(cause: unknown): unknown {
  const code = fileSystemCode(cause);
  if (code === null) return cause;
  return new BlobStoreError({ reason: FORBIDDEN.includes(code) ? 'forbidden' : 'unavailable', code, cause });
}

/** Keys have no dot, so two keys never share a name. */
function fileName(key: string): string {
  assertBlobKey(key);
  return key.replaceAll('/', '.');
}

function fanOut(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 2);
}

/** Lists one subfolder after the other, so that no single listing grows with the number of all blobs. */
async function* listFolder(folder: string): AsyncGenerator<StoredBlob> {
  for (const fan of await readdir(folder)) {
    if (!/^[0-9a-f]{2}$/.test(fan)) continue;
    for (const name of await readdir(join(folder, fan))) {
      const key = name.replaceAll('.', '/');
      const storedAt = isBlobKey(key) ? await modifiedAt(join(folder, fan, name)) : null;
      if (storedAt !== null) yield { key, storedAt };
    }
  }
}

/** Null if it was deleted after the folder was listed. */
async function modifiedAt(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function makeFolder(path: string): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true, mode: 0o700 });
  if (firstMade !== undefined) await syncFolder(dirname(firstMade));
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name survives a power cut only when its folder is synced too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

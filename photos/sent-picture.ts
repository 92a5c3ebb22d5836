import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, writeFile } from 'node:fs/promises';
import { newSpoolPath } from './spool';
import { onSpool } from './spool-unavailable';

/** A file in the folder of incoming pictures; whoever put it there removes it. */
export interface SpooledFile {
  path: string;
  /** As it was sent, in bytes; if it was too large, the file holds only the beginning. */
  size: number;
}

/** A picture that is not checked yet: an upload, or one that we store ourselves. */
export type SentPicture = SpooledFile | Buffer;

export function sizeOf(picture: SentPicture): number {
  return Buffer.isBuffer(picture) ? picture.length : picture.size;
}

/** @throws SpoolUnavailable */
export function firstBytesOf(picture: SentPicture, count: number): Promise<Buffer> {
  if (Buffer.isBuffer(picture)) return Promise.resolve(picture.subarray(0, count));
  return onSpool(async () => {
    const file = await open(picture.path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  });
}

/**
 * SHA-256, read piece by piece.
 * @throws SpoolUnavailable
 */
export async function digestOfPicture(picture: SentPicture): Promise<Buffer> {
  const hash = createHash('sha256');
  if (Buffer.isBuffer(picture)) return hash.update(picture).digest();
  return onSpool(async () => {
    for await (const piece of createReadStream(picture.path) as AsyncIterable<Buffer>) hash.update(piece);
    return hash.digest();
  });
}

/**
 * Gives `work` the picture as a file.
 * @throws SpoolUnavailable, and whatever `work` throws
 */
export async function inFile<Result>(
  picture: SentPicture,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  if (!Buffer.isBuffer(picture)) return work(picture.path);
  const { path } = await spooled(picture);
  try {
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * Writes bytes to disk; the caller removes the file.
 * @throws SpoolUnavailable
 */
export async function spooled(bytes: Buffer): Promise<SpooledFile> {
  const path = await newSpoolPath();
  try {
    await onSpool(() => writeFile(path, bytes, { mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, size: bytes.length };
}

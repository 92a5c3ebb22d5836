import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { newSpoolPath } from '../../photos/spool';
import { networkOf } from '../limits/network-of';
import type { UploadMemory } from './upload-memory';
import { unavailable, type Problem } from './problem';
import { UploadsBusy, type Upload, type UploadRoom } from './upload-room';

/** Where an app keeps what bounds its uploads. */
export const UPLOAD_BOUNDS = 'upload bounds';

export interface UploadBounds {
  room: UploadRoom;
  memory: UploadMemory;
}

interface Keeping {
  /** How many bytes of the next file are kept; the rest is let go. All of them when left out. */
  room?(): number;
}

/** Keeps files on disk until their request has arrived whole: whoever sends slowly costs no memory. */
export function uploadStorage({ room = () => Infinity }: Keeping = {}): StorageEngine {
  return {
    _handleFile(request, { stream }, done) {
      keepFile(stream, { upload: uploadOf(request), most: room() }).then((kept) => done(null, kept), done);
    },
    _removeFile(_request, { path }, done) {
      rm(path, { force: true }).then(() => done(null), done);
    },
  };
}

/**
 * The files of a request that has arrived whole, from disk into memory until its answer is given.
 * @throws UploadsBusy
 */
export async function takeUp(
  request: Request,
  files: readonly Express.Multer.File[],
): Promise<(Express.Multer.File & { buffer: Buffer })[]> {
  try {
    holdInMemory(
      request,
      files.reduce((sum, { size }) => sum + size, 0),
    );
    return await Promise.all(files.map(async (file) => ({ ...file, buffer: await readFile(file.path) })));
  } finally {
    for (const { path } of files) await rm(path, { force: true });
  }
}

async function keepFile(stream: NodeJS.ReadableStream, { upload, most }: { upload: Upload; most: number }) {
  const path = await newSpoolPath();
  let size = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      const part = chunk.subarray(0, Math.max(0, most - size));
      size += chunk.length;
      try {
        upload.add(part.length);
        next(null, part);
      } catch (error) {
        next(error as Error);
      }
    },
  });
  try {
    await pipeline(stream, count, createWriteStream(path, { mode: 0o600 }));
    return { path, size };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** What is said of an upload that was not taken; null for any other error. */
export function uploadProblem(error: unknown): Problem | null {
  return error instanceof UploadsBusy ? unavailable('Too much is being uploaded.', error) : null;
}

const uploads = new WeakMap<Request, Upload>();

/** One for all files of a request. */
function uploadOf(request: Request): Upload {
  const known = uploads.get(request);
  if (known) return known;
  const { room } = boundsOf(request);
  const upload = room.begin({ network: networkOf(request.ip), cut: () => request.destroy() });
  uploads.set(request, upload);
  request.once('end', upload.end).once('close', upload.end);
  return upload;
}

/** @throws UploadsBusy */
function holdInMemory(request: Request, bytes: number): void {
  const { memory } = boundsOf(request);
  const network = networkOf(request.ip);
  if (!memory.take(network, bytes)) throw new UploadsBusy();
  request.res?.once('close', () => memory.release(network, bytes));
}

function boundsOf(request: Request): UploadBounds {
  return request.app.get(UPLOAD_BOUNDS) as UploadBounds;
}

import { open, readFile, rm } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { newSpoolPath } from '../../photos/spool';
import { onSpool } from '../../photos/spool-unavailable';
import { widestNetworkOf } from '../limits/network-of';
import type { UploadMemory } from './upload-memory';
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
 * @throws UploadsBusy, SpoolUnavailable
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
    return await onSpool(() =>
      Promise.all(files.map(async (file) => ({ ...file, buffer: await readFile(file.path) }))),
    );
  } finally {
    for (const { path } of files) await rm(path, { force: true });
  }
}

interface Kept {
  upload: Upload;
  /** Bytes; the rest is let go. */
  most: number;
}

async function keepFile(stream: NodeJS.ReadableStream, { upload, most }: Kept) {
  const path = await newSpoolPath();
  const file = await onSpool(() => open(path, 'wx', 0o600));
  let size = 0;
  const keep = async (chunk: Buffer) => {
    const part = chunk.subarray(0, Math.max(0, most - size));
    size += chunk.length;
    upload.add(part.length);
    // The form parser hands on what a stream fails with, so it has to be our word for it from the start.
    await onSpool(() => file.writeFile(part));
  };
  try {
    const write = (chunk: Buffer, _encoding: string, next: (error?: Error) => void) =>
      void keep(chunk).then(() => next(), next);
    await pipeline(stream, new Writable({ write }));
    return { path, size };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

const uploads = new WeakMap<Request, Upload>();

/** One for all files of a request. */
function uploadOf(request: Request): Upload {
  const known = uploads.get(request);
  if (known) return known;
  const { room } = boundsOf(request);
  const upload = room.begin({ network: widestNetworkOf(request.ip), cut: () => request.destroy() });
  uploads.set(request, upload);
  request.once('end', upload.end).once('close', upload.end);
  return upload;
}

/** @throws UploadsBusy */
function holdInMemory(request: Request, bytes: number): void {
  const { memory } = boundsOf(request);
  const network = widestNetworkOf(request.ip);
  if (!memory.take(network, bytes)) throw new UploadsBusy();
  request.res?.once('close', () => memory.release(network, bytes));
}

function boundsOf(request: Request): UploadBounds {
  return request.app.get(UPLOAD_BOUNDS) as UploadBounds;
}

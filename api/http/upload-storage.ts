import { open, rm } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { newSpoolPath } from '../../photos/spool';
import { onSpool } from '../../photos/spool-unavailable';
import { widestNetworkOf } from '../limits/network-of';
import type { Upload, UploadBudget } from './upload-budget';

/** The app setting that holds its upload budget. */
export const UPLOAD_BUDGET = 'upload budget';

interface Keeping {
  /** How many bytes of the next file to keep; the rest is discarded. All of them when left out. */
  bytesToKeep?(): number;
}

/**
 * Keeps files on disk until their request is answered: neither slow nor large uploads cost memory. Read such
 * requests only within `withUploads`.
 */
export function uploadStorage({ bytesToKeep = () => Infinity }: Keeping = {}): StorageEngine {
  return {
    _handleFile(request, { stream }, done) {
      keepFile(stream, { kept: keptOf(request), most: bytesToKeep() }).then((file) => done(null, file), done);
    },
    _removeFile(_request, { path }, done) {
      rm(path, { force: true }).then(() => done(null), done);
    },
  };
}

/** Handles a request, and removes its uploaded files afterwards. */
export async function withUploads<Result>(request: Request, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    await removeUploads(request);
  }
}

/** The files received with a request so far. */
interface Kept {
  upload: Upload;
  paths: string[];
}

const keptBy = new WeakMap<Request, Kept>();

/** Shared by all files of one request. */
function keptOf(request: Request): Kept {
  const known = keptBy.get(request);
  if (known) return known;
  const budget = request.app.get(UPLOAD_BUDGET) as UploadBudget;
  const upload = budget.begin({ network: widestNetworkOf(request.ip), cut: () => request.destroy() });
  const kept: Kept = { upload, paths: [] };
  keptBy.set(request, kept);
  request.once('end', upload.arrived).once('close', upload.arrived);
  return kept;
}

async function removeUploads(request: Request): Promise<void> {
  const kept = keptBy.get(request);
  if (!kept) return;
  keptBy.delete(request);
  for (const path of kept.paths) await rm(path, { force: true });
  kept.upload.end();
}

async function keepFile(stream: NodeJS.ReadableStream, { kept, most }: { kept: Kept; most: number }) {
  const path = await newSpoolPath();
  kept.paths.push(path);
  const file = await onSpool(() => open(path, 'wx', 0o600));
  let size = 0;
  const keep = async (chunk: Buffer) => {
    const part = chunk.subarray(0, Math.max(0, most - size));
    size += chunk.length;
    kept.upload.add(part.length);
    // The form parser passes on a stream's error as it is, so it must be ours from the start.
    await onSpool(() => file.writeFile(part));
  };
  try {
    const write = (chunk: Buffer, _encoding: string, next: (error?: Error) => void) =>
      void keep(chunk).then(() => next(), next);
    await pipeline(stream, new Writable({ write }));
    return { path, size };
  } finally {
    await file.close();
  }
}

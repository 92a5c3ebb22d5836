import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { networkOf } from '../limits/network-of';

/** Ten complaints of five large photos, and twice as much again; several processes share a machine. */
const BYTES_AT_MOST = 256 * 1024 * 1024;
/** A network may be many people behind one provider's address, or one who never ends what they began. */
const BYTES_PER_NETWORK_AT_MOST = 96 * 1024 * 1024;

/** So much is being uploaded that nothing more is taken until some of it is done. */
export class UploadsBusy extends Error {
  override readonly name = 'UploadsBusy';
}

interface Bounds {
  bytesAtMost?: number;
  bytesPerNetworkAtMost?: number;
}

/** Counts the bytes of unfinished uploads that a process holds. What was only announced counts for nothing. */
export class UploadMemory {
  readonly #bytesAtMost: number;
  readonly #bytesPerNetworkAtMost: number;
  readonly #byNetwork = new Map<string, number>();
  #bytes = 0;

  constructor({
    bytesAtMost = BYTES_AT_MOST,
    bytesPerNetworkAtMost = BYTES_PER_NETWORK_AT_MOST,
  }: Bounds = {}) {
    this.#bytesAtMost = bytesAtMost;
    this.#bytesPerNetworkAtMost = bytesPerNetworkAtMost;
  }

  /** Whether there was room. */
  take(network: string, bytes: number): boolean {
    const held = this.#byNetwork.get(network) ?? 0;
    if (this.#bytes + bytes > this.#bytesAtMost || held + bytes > this.#bytesPerNetworkAtMost) return false;
    this.#bytes += bytes;
    this.#byNetwork.set(network, held + bytes);
    return true;
  }

  release(network: string, bytes: number): void {
    this.#bytes -= bytes;
    const held = (this.#byNetwork.get(network) ?? 0) - bytes;
    if (held > 0) this.#byNetwork.set(network, held);
    else this.#byNetwork.delete(network);
  }
}

interface Keeping {
  /** How many bytes of the next file are kept; the rest is let go. All of them when left out. */
  room?(): number;
}

/** Keeps files in memory, within what the app's `UploadMemory` has room for, until their answer is given. */
export function uploadStorage({ room = () => Infinity }: Keeping = {}): StorageEngine {
  return {
    _handleFile(request, file, done) {
      const hold = holdOf(request);
      const most = room();
      const kept: Buffer[] = [];
      let [size, isRefused] = [0, false];
      file.stream.on('data', (chunk: Buffer) => {
        if (isRefused) return;
        const part = chunk.subarray(0, Math.max(0, most - size));
        size += chunk.length;
        isRefused = !hold(part.length);
        if (isRefused) done(new UploadsBusy());
        else kept.push(part);
      });
      file.stream.on('error', done);
      file.stream.on('end', () => {
        if (!isRefused) done(null, { buffer: Buffer.concat(kept), size });
      });
    },
    _removeFile: (_request, _file, done) => done(null),
  };
}

/** Counts bytes for one request, and gives them back when its answer is given or its sender is gone. */
function holdOf(request: Request): (bytes: number) => boolean {
  const memory = request.app.get(UPLOAD_MEMORY) as UploadMemory;
  const network = networkOf(request.ip);
  let held = 0;
  request.res?.once('close', () => memory.release(network, held));
  return (bytes) => {
    if (!memory.take(network, bytes)) return false;
    held += bytes;
    return true;
  };
}

/** Under which name the app has its `UploadMemory`. */
export const UPLOAD_MEMORY = 'upload memory';

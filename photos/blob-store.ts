export interface StoredBlob {
  key: string;
  /** Epoch milliseconds by the store's own clock. */
  storedAt: number;
}

/** Bytes under a key. Keys are lower-case words joined by slashes, see `assertBlobKey`. */
export interface BlobStore {
  /** Durable when it returns; a reader sees the old bytes or the new ones, never a part. Replaces what was there. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Null when there is none. */
  get(key: string): Promise<Buffer | null>;
  /** Deleting what is not there is success. */
  delete(key: string): Promise<void>;
  /** Every blob of ours, in no order; one that is put or deleted meanwhile may be missed or told. */
  list(): AsyncIterable<StoredBlob>;
}

const BLOB_KEY = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;

// File names end at 255 bytes on the usual file systems; a temporary name needs some of them.
const KEY_LENGTH_AT_MOST = 200;

/** Whether a name is one that we gave. */
export function isBlobKey(key: string): boolean {
  return key.length <= KEY_LENGTH_AT_MOST && BLOB_KEY.test(key);
}

/** @throws RangeError: a key is built by our own code, so a bad one is a bug and not somebody's input. */
export function assertBlobKey(key: string): void {
  if (!isBlobKey(key)) throw new RangeError('not a blob key');
}

export interface StoredBlob {
  key: string;
  /** Epoch milliseconds by the store's own clock. */
  storedAt: number;
}

/** Bytes under a key. Keys are lower-case words joined by slashes, see `assertBlobKey`. */
export interface BlobStore {
  /**
   * The bytes are durable when it returns; a reader sees the old bytes or the new ones, never a part. Overwrites.
   */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Null when there is none. */
  get(key: string): Promise<Buffer | null>;
  /** Succeeds if there is nothing to delete. */
  delete(key: string): Promise<void>;
  /**
   * Every blob of ours, in no particular order. One that is written or deleted meanwhile may or may not be listed.
   */
  list(): AsyncIterable<StoredBlob>;
}

const BLOB_KEY = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;

// File names are limited to 255 bytes on common file systems; a temporary name needs some of them.
const KEY_LENGTH_AT_MOST = 200;

/** Whether a name has the form of our keys. */
export function isBlobKey(key: string): boolean {
  return key.length <= KEY_LENGTH_AT_MOST && BLOB_KEY.test(key);
}

/** @throws RangeError: our own code builds keys, so a bad one is a bug and not bad input */
export function assertBlobKey(key: string): void {
  if (!isBlobKey(key)) throw new RangeError('not a blob key');
}

/** Bytes under a key. Keys are lower-case words joined by slashes, see `assertBlobKey`. */
export interface BlobStore {
  /** Durable when it returns; a reader sees the old bytes or the new ones, never a part. Replaces what was there. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Null when there is none. */
  get(key: string): Promise<Buffer | null>;
  /** Deleting what is not there is success. */
  delete(key: string): Promise<void>;
}

const BLOB_KEY = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;

// File names end at 255 bytes on the usual file systems; a temporary name needs some of them.
const KEY_LENGTH_AT_MOST = 200;

/** @throws RangeError: a key is built by our own code, so a bad one is a bug and not somebody's input. */
export function assertBlobKey(key: string): void {
  if (key.length > KEY_LENGTH_AT_MOST || !BLOB_KEY.test(key)) throw new RangeError('not a blob key');
}

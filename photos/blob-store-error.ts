export type BlobStoreErrorReason =
  /** It does not respond, or says that it cannot serve now: the same call may succeed later. */
  | 'unavailable'
  /** Access denied: wrong credentials or rights. */
  | 'forbidden'
  /** It answers, but not as the settings say: no such bucket, another region, not S3. */
  | 'misconfigured';

/** A store that could not be used. The error contains no keys, credentials or contents. */
export class BlobStoreError extends Error {
  override readonly name = 'BlobStoreError';
  readonly reason: BlobStoreErrorReason;
  /** The store's own error code, such as `NoSuchBucket`, or one of ours. */
  readonly code: string;

  constructor({ reason, code, cause }: { reason: BlobStoreErrorReason; code: string; cause?: unknown }) {
    super(`the photo store is ${reason}: ${code}`, { cause });
    this.reason = reason;
    this.code = code;
  }
}

/** Whether the photo store can't be reached at present, so that the caller may try again later (HTTP 503). */
export function isBlobStoreUnavailable(error: unknown): boolean {
  return error instanceof BlobStoreError && error.reason === 'unavailable';
}

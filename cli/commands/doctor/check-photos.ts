import { randomUUID } from 'node:crypto';
import { BlobStoreError } from '../../../photos/blob-store-error';
import { CliError } from '../cli-error';
import { openPhotoBlobs } from '../open-photo-blobs';
import type { Settings } from '../settings';
import type { Check } from './check';

/** Uses the store as the API does: writes, reads, lists and removes a blob. */
export function checkPhotos(settings: Settings): Check {
  return {
    part: 'Photos',
    look: () =>
      tryOut(settings).catch((cause: Error) => {
        throw new CliError(adviceFor(cause), { cause });
      }),
  };
}

async function tryOut(settings: Settings): Promise<string> {
  const blobs = await openPhotoBlobs(settings);
  const key = `doctor/${randomUUID()}`;
  await blobs.put(key, Buffer.from(key));
  const read = await blobs.get(key);
  await blobs.delete(key);
  if (read?.toString() !== key) throw new CliError('What was written there does not come back.');
  // The sweep needs to list. Also, where listing is forbidden, a missing key looks forbidden, too.
  await blobs.list()[Symbol.asyncIterator]().next();
  return 'can be written, read, listed and removed';
}

const STORE_ADVICE: Record<BlobStoreError['reason'], string> = {
  unavailable: 'does not answer: start it, or correct the endpoint in PHOTOS_URL',
  forbidden:
    'does not let us: correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or let them read, write, list and delete there',
  misconfigured: 'is not as PHOTOS_URL says: correct bucket, region or endpoint',
};

function adviceFor(error: Error): string {
  if (error instanceof BlobStoreError)
    return `The photo store ${STORE_ADVICE[error.reason]} (${error.code}).`;
  // Errors about wrong settings already say what to write.
  if (!('code' in error)) return error.message;
  return `The folder of PHOTOS_URL can't be written (${String(error.code)}): let this account write there.`;
}

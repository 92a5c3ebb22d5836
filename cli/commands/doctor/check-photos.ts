import { randomUUID } from 'node:crypto';
import { openBlobStore } from '../../../photos/open-blob-store';
import { CliError } from '../cli-error';
import type { Settings } from '../settings';
import type { Check } from './check';

export function checkPhotos(settings: Settings): Check {
  return {
    part: 'Photos',
    look: async () => {
      const { PHOTOS_URL } = settings.need('PHOTOS_URL');
      const blobs = await openBlobStore(PHOTOS_URL).catch(unwritable);
      const key = `doctor/${randomUUID()}`;
      await blobs.put(key, Buffer.from(key)).catch(unwritable);
      const read = await blobs.get(key);
      await blobs.delete(key);
      if (read?.toString() !== key) throw new CliError('What was written there does not come back.');
      return 'can be written, read and removed';
    },
  };
}

function unwritable(cause: Error): never {
  const code = 'code' in cause ? String(cause.code) : null;
  if (code === null) throw new CliError(cause.message, { cause });
  throw new CliError(`The folder of PHOTOS_URL can't be written (${code}): let this account write there.`, {
    cause,
  });
}

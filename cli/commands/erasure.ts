import { createErasure, PhotosLeftError, type Erasure } from '../../server/housekeeping/erasure';
import type { Database } from '../../database/connection';
import { createReporterStore } from '../../database/stores/reporter-store';
import { createPhotoStore } from '../../photos/photo-store';
import { CliError } from './cli-error';
import { openPhotoBlobs } from './open-photo-blobs';
import type { Settings } from './settings';

/** Erases by command. Opens the photo store first: if that fails, nothing is half erased. */
export async function withErasure<T>(
  { db, settings }: { db: Database; settings: Settings },
  work: (erasure: Erasure) => Promise<T>,
): Promise<T> {
  const photoStore = createPhotoStore({ blobs: await openPhotoBlobs(settings) });
  try {
    return await work(createErasure({ reporters: createReporterStore({ db }), photoStore, actor: 'cli' }));
  } catch (error) {
    if (!(error instanceof PhotosLeftError)) throw error;
    throw new CliError(
      `Erased, but these photos could not be removed: ${error.photoIds.join(', ')}; remove every ` +
        'file of the photo store whose name holds one of these ids.',
      { cause: error },
    );
  }
}

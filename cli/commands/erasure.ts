import type { Database } from '../../database/connection';
import { createReporterStore } from '../../database/stores/reporter-store';
import { openBlobStore } from '../../photos/open-blob-store';
import { createPhotoStore, type PhotoStore } from '../../photos/photo-store';
import { CliError } from './cli-error';
import type { Settings } from './settings';

/** Who the audit entries of commands name. */
const ACTOR = 'cli';

export interface Erasure {
  /** @returns how many photos went with the reporter */
  erase(complaintId: string): Promise<{ photos: number }>;
}

/** Erases reporters with their pictures. The photo store is opened first: without it nothing may be half erased. */
export async function openErasure(input: { db: Database; settings: Settings }): Promise<Erasure> {
  const { PHOTOS_URL } = input.settings.need('PHOTOS_URL');
  const photoStore = createPhotoStore({ blobs: await openBlobStore(PHOTOS_URL) });
  const reporters = createReporterStore(input);
  return {
    async erase(complaintId) {
      const { photoIds } = await reporters.erase({ complaintId, actor: ACTOR });
      await removeAll(photoStore, photoIds);
      return { photos: photoIds.length };
    },
  };
}

/** By now no row names these pictures any more, so whatever stays behind has to be named here. */
async function removeAll(photoStore: PhotoStore, ids: string[]): Promise<void> {
  const results = await Promise.allSettled(ids.map((id) => photoStore.remove(id)));
  const left = ids.filter((_, index) => results[index]?.status === 'rejected');
  if (left.length === 0) return;
  throw new CliError(
    `The reporter is erased, but these photos could not be removed: ${left.join(', ')}; remove every file ` +
      'of the photo store whose name holds one of these ids.',
  );
}

import type { DraftStore } from '../../database/stores/draft-store';
import type { PhotoStore } from '../../photos/photo-store';

export interface SweepDraftsDeps {
  drafts: Pick<DraftStore, 'discardExpired'>;
  photoStore: Pick<PhotoStore, 'remove'>;
}

/**
 * Removes drafts that nobody filed within a day, with their photos.
 * @throws when a photo cannot be removed
 */
export function createDraftSweep({ drafts, photoStore }: SweepDraftsDeps): () => Promise<void> {
  return async () => {
    for (const photo of await drafts.discardExpired()) await photoStore.remove(photo);
  };
}

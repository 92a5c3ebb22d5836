import type { DraftStore } from '../../database/stores/draft-store';
import type { PhotoStore } from '../../photos/photo-store';

export interface SweepDraftsDeps {
  drafts: Pick<DraftStore, 'discardExpired'>;
  photoStore: Pick<PhotoStore, 'remove'>;
}

/** Drafts that nobody filed within a day go, and their photos with them. @throws when a picture cannot be removed */
export function createDraftSweep({ drafts, photoStore }: SweepDraftsDeps): () => Promise<void> {
  return async () => {
    for (const photo of await drafts.discardExpired()) await photoStore.remove(photo);
  };
}

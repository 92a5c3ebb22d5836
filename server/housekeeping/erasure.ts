import type { ReporterStore } from '../../database/stores/reporter-store';
import type { Instant } from '../../domain/instant';
import type { PhotoStore } from '../../photos/photo-store';

/** Small, so that a long sweep holds nothing up. */
const BATCH = 100;

/** The rows that named the photos are gone, so the error has to list the photos that were left. */
export class PhotosLeftError extends Error {
  override name = 'PhotosLeftError';
  constructor(readonly photoIds: string[]) {
    super('some photos of an erased reporter could not be removed');
  }
}

interface ErasureDeps {
  reporters: Pick<ReporterStore, 'erase' | 'eraseSupporters' | 'expired' | 'forgetLeft'>;
  photoStore: Pick<PhotoStore, 'remove'>;
  /** Named as the actor in audit entries. */
  actor: string;
}

export type Erasure = ReturnType<typeof createErasure>;

/**
 * Erases what is known of people: names, addresses, words and photos. Their cases go on, and the statistics stay.
 */
export function createErasure({ reporters, photoStore, actor }: ErasureDeps) {
  /** @throws PhotosLeftError */
  async function erase(complaintId: string): Promise<{ photos: number }> {
    const { photoIds } = await reporters.erase({ complaintId, actor });
    const results = await Promise.allSettled(photoIds.map((id) => photoStore.remove(id)));
    const left = photoIds.filter((_, index) => results[index]?.status === 'rejected');
    if (left.length > 0) throw new PhotosLeftError(left);
    return { photos: photoIds.length };
  }

  async function photosLeftBy(complaintId: string): Promise<string[]> {
    try {
      await erase(complaintId);
      return [];
    } catch (error) {
      if (error instanceof PhotosLeftError) return error.photoIds;
      throw error;
    }
  }

  return {
    erase,
    /**
     * Erases every reporter whose complaint was over before `closedBefore`, its supporters, and the contact of
     * reporters who withdrew before then.
     * @returns how many complaints
     * @throws PhotosLeftError at the end, with all photos left: one that cannot be removed does not stop the other
     * erasures
     */
    async eraseExpired(closedBefore: Instant): Promise<number> {
      const left: string[] = [];
      await reporters.forgetLeft({ leftBefore: closedBefore });
      let erased = 0;
      let ids: string[];
      do {
        ids = await reporters.expired({ closedBefore, limit: BATCH });
        for (const id of ids) {
          left.push(...(await photosLeftBy(id)));
          await reporters.eraseSupporters(id);
        }
        erased += ids.length;
      } while (ids.length > 0);
      if (left.length > 0) throw new PhotosLeftError(left);
      return erased;
    },
  };
}

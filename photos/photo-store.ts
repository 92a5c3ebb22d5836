import type { BlobStore } from './blob-store';
import { isBlobStoreUnavailable } from './blob-store-error';
import type { ProcessedPhoto } from './photo-intake';

type Pictures = Pick<ProcessedPhoto, 'id' | 'full' | 'thumbnail'>;

export type PhotoVariant = 'full' | 'thumbnail';

export interface PhotoStore {
  /** Both sizes, or neither; one that stays behind when the store goes away is left to the sweep. */
  store(photo: Pictures): Promise<void>;
  /** Overwrites both sizes, the larger first. When it fails, none, one or both were; to do it again is safe. */
  replace(photo: Pictures): Promise<void>;
  /** JPEG bytes; null when there is no such photo, also for an id that cannot be one. */
  read(id: string, variant: PhotoVariant): Promise<Buffer | null>;
  /**
   * Both sizes; removing what is not there is success.
   * @throws RangeError for an id that cannot be part of a key: an erasure must not pass over it in silence
   */
  remove(id: string): Promise<void>;
  /** Every picture that is there, of both sizes, in no order. */
  stored(): AsyncIterable<{ id: string; storedAt: number }>;
}

const PHOTO_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PHOTO_KEY = /^photos\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(?:full|thumbnail)$/;

/** Who may see a photo is decided by the caller. */
export function createPhotoStore(deps: { blobs: BlobStore }): PhotoStore {
  const { blobs } = deps;

  async function remove(id: string): Promise<void> {
    await blobs.delete(keyOf(id, 'full'));
    await blobs.delete(keyOf(id, 'thumbnail'));
  }

  return {
    async store(photo) {
      try {
        await blobs.put(keyOf(photo.id, 'full'), photo.full);
        await blobs.put(keyOf(photo.id, 'thumbnail'), photo.thumbnail);
      } catch (error) {
        // Half a photo would be a picture that no erasure finds. A store that is away is not asked in vain.
        if (!isBlobStoreUnavailable(error)) await remove(photo.id);
        throw error;
      }
    },
    async replace({ id, full, thumbnail }) {
      await blobs.put(keyOf(id, 'full'), full);
      await blobs.put(keyOf(id, 'thumbnail'), thumbnail);
    },
    async read(id, variant) {
      return PHOTO_ID.test(id) ? blobs.get(keyOf(id, variant)) : null;
    },
    remove,
    async *stored() {
      for await (const { key, storedAt } of blobs.list()) {
        const id = PHOTO_KEY.exec(key)?.[1];
        if (id !== undefined) yield { id, storedAt };
      }
    },
  };
}

function keyOf(id: string, variant: PhotoVariant): string {
  return `photos/${id}/${variant}`;
}

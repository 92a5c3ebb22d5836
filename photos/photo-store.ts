import type { BlobStore } from './blob-store';
import { isBlobStoreUnavailable } from './blob-store-error';
import type { ProcessedPhoto } from './photo-intake';

type Pictures = Pick<ProcessedPhoto, 'id' | 'full' | 'thumbnail'>;

export type PhotoVariant = 'full' | 'thumbnail';

export interface PhotoStore {
  /** Stores both sizes or neither; if the store fails in between, the sweep removes the one left behind. */
  store(photo: Pictures): Promise<void>;
  /**
   * Overwrites both sizes, the larger first. If it fails, none, one or both were overwritten; repeating it is
   * safe.
   */
  replace(photo: Pictures): Promise<void>;
  /** JPEG bytes; null if there is no such photo or the id is malformed. */
  read(id: string, variant: PhotoVariant): Promise<Buffer | null>;
  /**
   * Removes both sizes; succeeds if there is nothing to remove.
   * @throws RangeError for an id that cannot be part of a key: an erasure must not skip it silently
   */
  remove(id: string): Promise<void>;
  /** Every stored picture of either size, in no particular order. */
  stored(): AsyncIterable<{ id: string; storedAt: number }>;
}

const PHOTO_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PHOTO_KEY = /^photos\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(?:full|thumbnail)$/;

/** Does not check who may see a photo: the caller does. */
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
        // No erasure would find half a photo, so it is removed. If the store is unavailable, removing would fail
        // as well.
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

import { isDatabaseUnavailable } from '../../database/is-database-unavailable';
import { isBlobStoreUnavailable } from '../../photos/blob-store-error';
import type { PhotoStore } from '../../photos/photo-store';
import type { SentPicture } from '../../photos/sent-picture';
import type { PhotoIntake, ProcessedPhoto } from '../../photos/photo-intake';

export interface TakePhotosDeps {
  photoIntake: Pick<PhotoIntake, 'processPhotos'>;
  photoStore: Pick<PhotoStore, 'store' | 'remove'>;
}

type TakenPhoto = Pick<ProcessedPhoto, 'id' | 'width' | 'height' | 'bytes' | 'capture'>;

interface Taking<Result> {
  files: readonly SentPicture[];
  /** The sender's network. */
  network: string;
  use: (photos: TakenPhoto[]) => Promise<Result>;
}

/**
 * Checks, re-encodes and stores photos, then lets `use` write them to the database. Photos without a row are
 * removed again: when `use` throws, or says that the request had been executed before.
 * @throws PhotoRefused, PhotoIntakeBusy and whatever `use` throws
 */
export async function withPhotos<Result extends { repeated: boolean }>(
  { photoIntake, photoStore }: TakePhotosDeps,
  { files, network, use }: Taking<Result>,
): Promise<Result> {
  const photos = await photoIntake.processPhotos(files, { network });
  const removeAll = async () => {
    for (const { id } of photos) await photoStore.remove(id);
  };
  try {
    for (const photo of photos) await photoStore.store(photo);
    const result = await use(
      photos.map(({ id, width, height, bytes, capture }) => ({ id, width, height, bytes, capture })),
    );
    if (result.repeated) await removeAll();
    return result;
  } catch (error) {
    // The connection may have broken after the commit: better a picture too many than a complaint without its own.
    const isAway = isDatabaseUnavailable(error) || isBlobStoreUnavailable(error);
    if (!isAway) await removeAll();
    throw error;
  }
}

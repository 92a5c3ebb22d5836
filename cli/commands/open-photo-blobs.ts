import type { BlobStore } from '../../photos/blob-store';
import { openBlobStore } from '../../photos/open-blob-store';
import type { Settings } from './settings';

/** Opens the photo store that the settings name. */
export function openPhotoBlobs(settings: Settings): Promise<BlobStore> {
  return openBlobStore(
    settings.need('PHOTOS_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'),
  );
}

import { fileURLToPath } from 'node:url';
import type { BlobStore } from './blob-store';
import { createFileBlobStore } from './file-blob-store';

/**
 * The store that `PHOTOS_URL` names.
 * @param url `file:///an/absolute/folder`, which is made when it is missing
 * @throws Error that says what to write instead; it never repeats the URL, which may carry a password
 */
export async function openBlobStore(url: string): Promise<BlobStore> {
  if (/^(s3|https?):/i.test(url)) {
    throw new Error('Photos in an S3-compatible store come with a later release; use a file:/// URL.');
  }
  // `file:photos` would parse as /photos: only the absolute form says what it means.
  if (!url.startsWith('file:///'))
    throw new Error('The photo store must be a URL of the form file:///absolute/folder.');
  return createFileBlobStore({ folder: fileURLToPath(url) });
}

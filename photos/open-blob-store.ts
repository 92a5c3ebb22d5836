import { fileURLToPath } from 'node:url';
import type { BlobStore } from './blob-store';
import { createFileBlobStore } from './file-blob-store';
import { createS3BlobStore } from './s3-blob-store';
import type { S3Credentials } from './s3-client';
import { parseS3Url } from './s3-location';

/** The settings as they are in the environment. */
export interface PhotoSettings {
  PHOTOS_URL: string;
  AWS_ACCESS_KEY_ID?: string;
  AWS_SECRET_ACCESS_KEY?: string;
  AWS_SESSION_TOKEN?: string;
}

/**
 * Opens the store that `PHOTOS_URL` names: `file:///an/absolute/folder`, created if it is missing, or
 * `s3://bucket/prefix?endpoint=…&region=…`, not contacted before its first use.
 * @throws Error that says what to write instead; it never repeats the URL, which may contain a password
 */
export async function openBlobStore(settings: PhotoSettings): Promise<BlobStore> {
  const { PHOTOS_URL: url } = settings;
  if (/^s3:/i.test(url)) {
    return createS3BlobStore({ location: parseS3Url(url), credentials: credentialsOf(settings) });
  }
  // `file:photos` would be parsed as /photos, so only the absolute form is accepted.
  if (!url.startsWith('file:///'))
    throw new Error('PHOTOS_URL must be of the form file:///absolute/folder or s3://bucket/prefix.');
  return createFileBlobStore({ folder: fileURLToPath(url) });
}

function credentialsOf(settings: PhotoSettings): S3Credentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = settings;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new Error('Photos in an S3-compatible store need AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.');
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
}

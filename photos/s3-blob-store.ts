import { assertBlobKey, isBlobKey, type BlobStore } from './blob-store';
import { BlobStoreError } from './blob-store-error';
import { createS3Client, type S3ClientDeps } from './s3-client';
import { parseS3List } from './s3-list';

/**
 * A bucket of an S3-compatible store, or a prefix within one. A put replaces the whole object at once on every
 * server that keeps S3's guarantees.
 */
export function createS3BlobStore(deps: S3ClientDeps): BlobStore {
  const { prefix } = deps.location;
  const client = createS3Client(deps);
  const pathOf = (key: string): string => {
    assertBlobKey(key);
    return `${prefix}${key}`;
  };

  async function page(token: string | null) {
    const query: Record<string, string> = { 'list-type': '2', prefix };
    if (token !== null) query['continuation-token'] = token;
    return parseS3List(await done(client.ask({ method: 'GET', path: '', query })));
  }

  return {
    async put(key, bytes) {
      await done(client.ask({ method: 'PUT', path: pathOf(key), body: bytes }));
    },
    async get(key) {
      const response = await client.ask({ method: 'GET', path: pathOf(key) });
      return response && response.body;
    },
    async delete(key) {
      await client.ask({ method: 'DELETE', path: pathOf(key) });
    },
    async *list() {
      let token: string | null = null;
      do {
        const { objects, next } = await page(token);
        for (const { path, storedAt } of objects) {
          const key = path.slice(prefix.length);
          if (path.startsWith(prefix) && isBlobKey(key)) yield { key, storedAt };
        }
        token = next;
      } while (token !== null);
    },
  };
}

/** For requests that name no key or create one: a "no such key" response to those means wrong settings. */
async function done<T>(asked: Promise<T | null>): Promise<T> {
  const response = await asked;
  if (response === null) throw new BlobStoreError({ reason: 'misconfigured', code: 'NoSuchKey' });
  return response;
}

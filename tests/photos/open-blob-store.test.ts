import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createFileBlobStore } from '../../photos/file-blob-store';
import { openBlobStore } from '../../photos/open-blob-store';

describe("the photo store's URL", () => {
  it('opens a folder, even one with a space in its name', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'sikesal-blobs-'));
    const folder = join(parent, 'the photos');
    await (await openBlobStore({ PHOTOS_URL: pathToFileURL(folder).href })).put('a/b', Buffer.from('x'));
    expect(String(await (await createFileBlobStore({ folder })).get('a/b'))).toBe('x');
    await rm(parent, { recursive: true });
  });

  const AWS = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' };

  it('opens a bucket without sending it a request', async () => {
    const url = 's3://sikesal/photos?endpoint=https://127.0.0.1:9';
    await expect(openBlobStore({ PHOTOS_URL: url, ...AWS })).resolves.toHaveProperty('put');
  });

  it.each([{}, { AWS_ACCESS_KEY_ID: 'key' }, { ...AWS, AWS_ACCESS_KEY_ID: '' }])(
    'asks for the credentials of a bucket when it has only %j',
    async (given) => {
      const opened = openBlobStore({ PHOTOS_URL: 's3://sikesal?region=x', ...given });
      await expect(opened).rejects.toThrow('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
    },
  );

  it.each([
    's3://key:secret@bucket/photos?region=x',
    's3://bucket/photos?endpoint=https://key:secret@host',
    's3://bucket/photos?password=secret',
    'https://key:secret@example.com/photos',
  ])('is refused, in an error without its secret, when it is %s', async (url) => {
    const error: unknown = await openBlobStore({ PHOTOS_URL: url, ...AWS }).catch(
      (reason: unknown) => reason,
    );
    expect(String(error)).toContain('PHOTOS_URL must be of the form');
    expect(String(error)).not.toContain('secret');
  });

  it.each(['', '.data/photos', 'file:photos', 'file://host/photos', 'ftp://example.com/x'])(
    'is refused when it is %j',
    async (url) => {
      await expect(openBlobStore({ PHOTOS_URL: url })).rejects.toThrow('file:///absolute/folder');
    },
  );
});

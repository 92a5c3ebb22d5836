import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createFileBlobStore } from '../../photos/file-blob-store';
import { openBlobStore } from '../../photos/open-blob-store';

describe("the photo store's URL", () => {
  it('opens a folder, also one with a space in its name', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'sikesal-blobs-'));
    const folder = join(parent, 'the photos');
    await (await openBlobStore(pathToFileURL(folder).href)).put('a/b', Buffer.from('x'));
    expect(String(await (await createFileBlobStore({ folder })).get('a/b'))).toBe('x');
    await rm(parent, { recursive: true });
  });

  it.each([
    's3://key:secret@bucket/photos',
    'https://key:secret@example.com/photos',
    'http://secret@example.com',
  ])('says that S3 comes later, without repeating %s', async (url) => {
    const error: unknown = await openBlobStore(url).catch((reason: unknown) => reason);
    expect(String(error)).toContain('later release');
    expect(String(error)).not.toContain('secret');
  });

  it.each(['', '.data/photos', 'file:photos', 'file://host/photos', 'ftp://example.com/x'])(
    'is refused when it is %j',
    async (url) => {
      await expect(openBlobStore(url)).rejects.toThrow('file:///absolute/folder');
    },
  );
});

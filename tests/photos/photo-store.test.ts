import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobStore } from '../../photos/blob-store';
import { createFileBlobStore } from '../../photos/file-blob-store';
import { createPhotoStore } from '../../photos/photo-store';

let folder: string;
let blobs: BlobStore;
const PHOTO = {
  id: '01932c1e-7a00-7000-8000-0123456789ab',
  full: Buffer.from('full'),
  thumbnail: Buffer.from('thumbnail'),
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sikesal-photos-'));
  blobs = await createFileBlobStore({ folder });
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('the photo store', () => {
  it('keeps both sizes', async () => {
    const photos = createPhotoStore({ blobs });
    await photos.store(PHOTO);
    expect(await photos.read(PHOTO.id, 'full')).toEqual(PHOTO.full);
    expect(await photos.read(PHOTO.id, 'thumbnail')).toEqual(PHOTO.thumbnail);
  });

  it('removes both sizes, even when asked twice', async () => {
    const photos = createPhotoStore({ blobs });
    await photos.store(PHOTO);
    await photos.remove(PHOTO.id);
    await photos.remove(PHOTO.id);
    expect(await photos.read(PHOTO.id, 'full')).toBeNull();
    expect(await photos.read(PHOTO.id, 'thumbnail')).toBeNull();
  });

  it.each(['', '..', '../../etc/passwd', '%00', '__proto__', PHOTO.id.toUpperCase(), `${PHOTO.id}/full`])(
    'finds no photo for the id %j',
    async (id) => {
      const photos = createPhotoStore({ blobs });
      await photos.store(PHOTO);
      expect(await photos.read(id, 'full')).toBeNull();
    },
  );

  it('throws for an id that it cannot remove', async () => {
    await expect(createPhotoStore({ blobs }).remove('../x')).rejects.toBeInstanceOf(RangeError);
  });

  it('keeps nothing when one of the sizes cannot be stored', async () => {
    const full: BlobStore = {
      ...blobs,
      put: (key, bytes) =>
        key.endsWith('thumbnail') ? Promise.reject(new Error('no space left')) : blobs.put(key, bytes),
    };
    await expect(createPhotoStore({ blobs: full }).store(PHOTO)).rejects.toThrow('no space left');
    expect(await createPhotoStore({ blobs }).read(PHOTO.id, 'full')).toBeNull();
  });
});

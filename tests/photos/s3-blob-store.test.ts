import { randomUUID } from 'node:crypto';
import type { BlobStore, StoredBlob } from '../../photos/blob-store';
import { createPhotoStore } from '../../photos/photo-store';
import { createS3BlobStore } from '../../photos/s3-blob-store';
import { createS3Client } from '../../photos/s3-client';
import { parseS3Url } from '../../photos/s3-location';
import { S3_ACCOUNTS, S3_BUCKET, startS3Server, type RunningS3Server } from '../support/s3-server';

const executable = process.env.TEST_S3_SERVER ?? '';
const describeWithServer = executable === '' ? describe.skip : describe;

/** Runs on SeaweedFS, which enforces its own permissions. */
describeWithServer('the S3 blob store', () => {
  let server: RunningS3Server;
  let prefix: string;
  let blobs: BlobStore;
  beforeAll(async () => {
    server = await startS3Server({ executable });
    const location = { ...locationOf(''), prefix: '' };
    const client = createS3Client({ location, credentials: S3_ACCOUNTS.admin });
    await client.ask({ method: 'PUT', path: '' });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    prefix = randomUUID();
    blobs = open();
  });

  const locationOf = (path: string, bucket = S3_BUCKET) =>
    parseS3Url(`s3://${bucket}/${path}?endpoint=${server.endpoint}`);
  const open = (who: keyof typeof S3_ACCOUNTS = 'desk', { path = prefix, bucket = S3_BUCKET } = {}) =>
    createS3BlobStore({ location: locationOf(path, bucket), credentials: S3_ACCOUNTS[who] });
  const listed = async (store = blobs) => {
    const found: StoredBlob[] = [];
    for await (const blob of store.list()) found.push(blob);
    return found;
  };
  const keysOf = async (store = blobs) => (await listed(store)).map(({ key }) => key).sort();
  const errorOf = (call: Promise<unknown>) =>
    call.then(
      () => 'none',
      (reason: unknown) => reason,
    );

  it('reads what was put, byte for byte, even after it is opened again', async () => {
    const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, index) => (index * 31) % 256));
    await blobs.put('photos/a/full', bytes);
    expect((await open().get('photos/a/full'))?.equals(bytes)).toBe(true);
    await blobs.put('photos/empty', Buffer.alloc(0));
    expect(await blobs.get('photos/empty')).toEqual(Buffer.alloc(0));
  });

  it('replaces and deletes blobs, and accepts missing ones', async () => {
    expect(await blobs.get('photos/a/full')).toBeNull();
    await blobs.delete('photos/a/full');
    await blobs.put('photos/a/full', Buffer.from('one'));
    await blobs.put('photos/a/full', Buffer.from('two'));
    expect(String(await blobs.get('photos/a/full'))).toBe('two');
    await blobs.delete('photos/a/full');
    expect(await blobs.get('photos/a/full')).toBeNull();
  });

  it('never gives a reader part of a blob', async () => {
    const versions = ['a', 'b'].map((letter) => Buffer.alloc(1_000_000, letter));
    await blobs.put('a/b', versions[0] ?? Buffer.alloc(0));
    for (let round = 0; round < 3; round += 1) {
      const writes = versions.map((version) => blobs.put('a/b', version));
      const reads = await Promise.all(Array.from({ length: 4 }, () => blobs.get('a/b')));
      expect(reads.every((bytes) => versions.some((version) => bytes?.equals(version)))).toBe(true);
      await Promise.all(writes);
    }
  });

  it.each(['', '/', '../x', 'a/../b', 'a//b', 'a/', 'A', 'a?acl', 'a%2fb', 'x'.repeat(201)])(
    'refuses the key %j in every call',
    async (key) => {
      await expect(blobs.put(key, Buffer.from('x'))).rejects.toBeInstanceOf(RangeError);
      await expect(blobs.get(key)).rejects.toBeInstanceOf(RangeError);
      await expect(blobs.delete(key)).rejects.toBeInstanceOf(RangeError);
    },
  );

  it('lists its own blobs with their times, and no others', async () => {
    const before = Date.now();
    await blobs.put('photos/a/full', Buffer.from('x'));
    await blobs.put('photos/a/thumbnail', Buffer.from('x'));
    await open('desk', { path: `${prefix}x` }).put('photos/b/full', Buffer.from('x'));
    await open('desk', { path: `${prefix}/other` }).put('photos/c/full', Buffer.from('x'));
    expect(await keysOf()).toEqual(['other/photos/c/full', 'photos/a/full', 'photos/a/thumbnail']);
    const times = (await listed()).map(({ storedAt }) => storedAt);
    // A listing has whole seconds only.
    for (const storedAt of times) expect(Math.abs(storedAt - before)).toBeLessThan(10_000);
  });

  it('lists more blobs than fit into one page', async () => {
    const keys = Array.from({ length: 1_010 }, (_, index) => `n/${String(index).padStart(4, '0')}`);
    for (let start = 0; start < keys.length; start += 50) {
      await Promise.all(keys.slice(start, start + 50).map((key) => blobs.put(key, Buffer.from('x'))));
    }
    expect(await keysOf()).toEqual(keys);
  });

  it('leaves out objects with other names', async () => {
    const client = createS3Client({ location: locationOf(prefix), credentials: S3_ACCOUNTS.desk });
    for (const name of ['README.txt', 'A%26B', 'photos/x.bak']) {
      await client.ask({ method: 'PUT', path: `${prefix}/${name}`, body: Buffer.from('x') });
    }
    await blobs.put('photos/a/full', Buffer.from('x'));
    expect(await keysOf()).toEqual(['photos/a/full']);
  });

  it('works as a photo store', async () => {
    const photos = createPhotoStore({ blobs });
    const photo = { id: randomUUID(), full: Buffer.from('full'), thumbnail: Buffer.from('small') };
    await photos.store(photo);
    expect(String(await photos.read(photo.id, 'thumbnail'))).toBe('small');
    await photos.replace({ ...photo, full: Buffer.from('blurred') });
    expect(String(await photos.read(photo.id, 'full'))).toBe('blurred');
    await photos.remove(photo.id);
    expect(await keysOf()).toEqual([]);
  });

  it('distinguishes forbidden access from a bucket that does not exist', async () => {
    await blobs.put('a/b', Buffer.from('x'));
    expect(String(await open('reader').get('a/b'))).toBe('x');
    const forbidden = { reason: 'forbidden', code: 'AccessDenied' };
    expect(await errorOf(open('reader').put('a/b', Buffer.from('y')))).toMatchObject(forbidden);
    expect(await errorOf(open('reader').delete('a/b'))).toMatchObject(forbidden);
    expect(await errorOf(open('nobody').get('a/b'))).toMatchObject(forbidden);
    const away = { bucket: 'elsewhere' };
    expect(await errorOf(open('admin', away).get('a/b'))).toMatchObject({ code: 'NoSuchBucket' });
    expect(await errorOf(open('admin', away).put('a/b', Buffer.from('x')))).toMatchObject({
      reason: 'misconfigured',
    });
    expect(String(await blobs.get('a/b'))).toBe('x');
  });

  it('is refused with a wrong secret or an unknown key', async () => {
    const as = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
      createS3BlobStore({ location: locationOf(prefix), credentials });
    const wrong = { ...S3_ACCOUNTS.desk, secretAccessKey: 'wrong' };
    expect(await errorOf(as(wrong).get('a/b'))).toMatchObject({
      reason: 'forbidden',
      code: 'SignatureDoesNotMatch',
    });
    expect(await errorOf(as({ ...wrong, accessKeyId: 'x' }).get('a/b'))).toMatchObject({
      reason: 'forbidden',
      code: 'InvalidAccessKeyId',
    });
  });

  it('allows nothing to unsigned requests', async () => {
    await blobs.put('a/b', Buffer.from('x'));
    const { bucketUrl } = locationOf(prefix);
    expect((await fetch(`${bucketUrl}/${prefix}/a/b`)).status).toBe(403);
    expect((await fetch(`${bucketUrl}?list-type=2`)).status).toBe(403);
  });
});

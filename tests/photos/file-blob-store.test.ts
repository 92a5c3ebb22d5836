import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileBlobStore } from '../../photos/file-blob-store';

let folder: string;
const KEY = 'photos/0190-aa/full';

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'sikesal-blobs-')), 'photos');
});

afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true });
});

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

describe('the file blob store', () => {
  it('reads what was put, even after it is opened again', async () => {
    await (await createFileBlobStore({ folder })).put(KEY, Buffer.from('one'));
    expect(await (await createFileBlobStore({ folder })).get(KEY)).toEqual(Buffer.from('one'));
  });

  it('replaces and deletes blobs, and accepts missing ones', async () => {
    const blobs = await createFileBlobStore({ folder });
    expect(await blobs.get(KEY)).toBeNull();
    await blobs.delete(KEY);
    await blobs.put(KEY, Buffer.from('one'));
    await blobs.put(KEY, Buffer.from('two'));
    expect(await blobs.get(KEY)).toEqual(Buffer.from('two'));
    await blobs.delete(KEY);
    expect(await blobs.get(KEY)).toBeNull();
    expect(await filesIn(folder)).toEqual([]);
  });

  it('keeps similar keys apart', async () => {
    const blobs = await createFileBlobStore({ folder });
    // The two with a number share a folder, in which only their names differ.
    const keys = ['a/b-c', 'a-b/c', 'a/b/c', 'a-b-c', 'a/583', 'a-583'];
    for (const key of keys) await blobs.put(key, Buffer.from(key));
    for (const key of keys) expect(String(await blobs.get(key))).toBe(key);
  });

  it.each([
    '',
    '/',
    '../x',
    'a/../b',
    '/etc/passwd',
    'a//b',
    'a/',
    'A',
    'a\0b',
    'a.b',
    'a\\b',
    'x'.repeat(201),
  ])('refuses the key %j in every call', async (key) => {
    const blobs = await createFileBlobStore({ folder });
    await expect(blobs.put(key, Buffer.from('x'))).rejects.toBeInstanceOf(RangeError);
    await expect(blobs.get(key)).rejects.toBeInstanceOf(RangeError);
    await expect(blobs.delete(key)).rejects.toBeInstanceOf(RangeError);
    expect(await filesIn(join(folder, '..'))).toEqual([]);
  });

  it('creates files and folders that only their owner can read', async () => {
    const blobs = await createFileBlobStore({ folder });
    await blobs.put(KEY, Buffer.from('one'));
    const [path = ''] = await filesIn(folder);
    expect(await modeOf(path)).toBe(0o600);
    expect(await modeOf(join(path, '..'))).toBe(0o700);
    expect(await modeOf(folder)).toBe(0o700);
  });

  it('spreads blobs over folders', async () => {
    const blobs = await createFileBlobStore({ folder });
    for (let number = 0; number < 40; number += 1) await blobs.put(`photos/${number}`, Buffer.from('x'));
    expect((await readdir(folder)).length).toBeGreaterThan(20);
  });

  it('keeps the old bytes when a write fails', async () => {
    const blobs = await createFileBlobStore({ folder });
    await blobs.put(KEY, Buffer.from('one'));
    const [path = ''] = await filesIn(folder);
    await rm(join(folder, 'incoming'), { recursive: true });
    await writeFile(join(folder, 'incoming'), 'in the way');
    await expect(blobs.put(KEY, Buffer.from('two'))).rejects.toThrow();
    expect(String(await readFile(path))).toBe('one');
  });

  it('removes the temporary file when the blob cannot take its place', async () => {
    const blobs = await createFileBlobStore({ folder });
    await blobs.put(KEY, Buffer.from('one'));
    const [path = ''] = await filesIn(folder);
    await rm(path);
    await (await createFileBlobStore({ folder: path })).put(KEY, Buffer.from('a folder in the way'));
    await expect(blobs.put(KEY, Buffer.from('two'))).rejects.toThrow();
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('never gives a reader part of a blob', async () => {
    const blobs = await createFileBlobStore({ folder });
    const versions = ['a', 'b'].map((letter) => Buffer.alloc(3_000_000, letter));
    const whole = (bytes: Buffer | null): boolean => versions.some((version) => bytes?.equals(version));
    await blobs.put(KEY, versions[0] ?? Buffer.alloc(0));
    for (let round = 0; round < 5; round += 1) {
      const writes = versions.map((version) => blobs.put(KEY, version));
      const reads = Array.from({ length: 4 }, () => blobs.get(KEY));
      await Promise.all(writes);
      expect((await Promise.all(reads)).every(whole)).toBe(true);
    }
  });

  it('removes what a killed process left half-written, but nothing that may still be in progress', async () => {
    await createFileBlobStore({ folder });
    const [abandoned, fresh] = ['abandoned', 'fresh'].map((name) => join(folder, 'incoming', name));
    await writeFile(abandoned ?? '', 'x');
    await writeFile(fresh ?? '', 'x');
    const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    await utimes(abandoned ?? '', twoHoursAgo, twoHoursAgo);
    await createFileBlobStore({ folder });
    expect(await filesIn(folder)).toEqual([fresh]);
  });
});

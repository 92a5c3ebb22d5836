import { createHash, randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { createStrayPhotoSweep } from '../../server/housekeeping/sweep-stray-photos';
import { createPhotoNames } from '../../database/readers/photo-names';
import { selectRows } from '../../database/select-rows';
import { createPhotoStore, type PhotoStore } from '../../photos/photo-store';
import { createFileBlobStore } from '../../photos/file-blob-store';
import { openDesk, storedPhoto, type Desk } from '../database/open-desk';
import { makeTempFolder, removeTempFolder } from '../cli/fixtures/temp-folder';

const HOUR = 3_600_000;

describe('photos that nothing refers to', () => {
  let desk: Desk;
  let folder: string;
  let photoStore: PhotoStore;
  let logLines: string[];
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.drop());
  beforeEach(async () => {
    folder = await makeTempFolder();
    photoStore = createPhotoStore({ blobs: await createFileBlobStore({ folder }) });
    logLines = [];
  });
  afterEach(() => removeTempFolder(folder));

  /** Stores a photo that is so many hours old. */
  async function stored({ ageHours = 25, id = randomUUID() as string } = {}): Promise<string> {
    await photoStore.store({ id, full: Buffer.from('full'), thumbnail: Buffer.from('small') });
    const at = new Date(Date.now() - ageHours * HOUR);
    for (const variant of ['full', 'thumbnail']) await utimes(fileOf(`photos/${id}/${variant}`), at, at);
    return id;
  }
  const fileOf = (key: string) => {
    const fan = createHash('sha256').update(key).digest('hex').slice(0, 2);
    return join(folder, fan, key.replaceAll('/', '.'));
  };
  const isThere = async (id: string) => (await photoStore.read(id, 'full')) !== null;
  const sweep = (changes: { photoStore?: PhotoStore } = {}) => {
    const logger = pino({}, { write: (line: string) => void logLines.push(line) });
    const photoNames = createPhotoNames({ db: desk.db });
    return createStrayPhotoSweep({ photoStore, photoNames, logger, ...changes })();
  };
  async function named(): Promise<string> {
    const photo = storedPhoto();
    await desk.file({ photos: [photo] });
    return stored({ id: photo.id });
  }

  it('are removed after a day, in both sizes, while those of complaints and drafts stay', async () => {
    const [stray, ofComplaint, ofDraft] = [await stored(), await named(), await stored()];
    const draft = randomUUID();
    await selectRows(desk.db, {
      sql: `INSERT INTO drafts (id, token_hash) VALUES ($1, $2)`,
      bind: [draft, Buffer.from(draft)],
    });
    await selectRows(desk.db, {
      sql: `INSERT INTO draft_photos (id, draft_id, width, height, bytes, capture) VALUES ($1, $2, 1, 1, 1, '{}')`,
      bind: [ofDraft, draft],
    });
    await sweep();
    expect(await photoStore.read(stray, 'full')).toBeNull();
    expect(await photoStore.read(stray, 'thumbnail')).toBeNull();
    expect([await isThere(ofComplaint), await isThere(ofDraft)]).toEqual([true, true]);
    expect(logLines.join('')).toContain(stray);
  });

  it('stay while their request may still be in progress', async () => {
    const fresh = await stored({ ageHours: 23 });
    await sweep();
    expect(await isThere(fresh)).toBe(true);
    expect(logLines).toEqual([]);
  });

  it('are removed even when only one size of them was stored', async () => {
    const stray = await stored();
    await (await createFileBlobStore({ folder })).delete(`photos/${stray}/full`);
    await sweep();
    expect(await photoStore.read(stray, 'thumbnail')).toBeNull();
  });

  it('all stay, with an error in the log, when there are too many to come from crashes', async () => {
    const ids = [];
    for (let count = 0; count < 51; count += 1) ids.push(await stored());
    await sweep();
    for (const id of ids) expect(await isThere(id)).toBe(true);
    expect(JSON.parse(logLines.join(''))).toMatchObject({ level: 50, orphans: 51, photos: 51 });
  });

  it('are looked for in batches, however many photos there are', async () => {
    const photos = Array.from({ length: 1_203 }, () => randomUUID());
    const removed: string[] = [];
    const many: PhotoStore = {
      ...photoStore,
      async *stored() {
        for (const id of photos) {
          yield { id, storedAt: 0 };
          yield { id, storedAt: 0 };
        }
      },
      remove: (id) => Promise.resolve(void removed.push(id)),
    };
    const known = photos.filter((_, index) => index % 12 !== 0).map((id) => ({ ...storedPhoto(), id }));
    await desk.file({ photos: known });
    await sweep({ photoStore: many });
    expect(removed.sort()).toEqual(photos.filter((_, index) => index % 12 === 0).sort());
  });

  it('do not include other blobs, which are left alone', async () => {
    const blobs = await createFileBlobStore({ folder });
    await blobs.put('doctor/x', Buffer.from('x'));
    await utimes(fileOf('doctor/x'), 0, 0);
    await sweep();
    expect(await blobs.get('doctor/x')).not.toBeNull();
  });
});

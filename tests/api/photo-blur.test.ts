import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startApi, FILING, type ApiUnderTest, type Filed } from '../support/api-under-test';
import { contrast } from '../photos/contrast';
import { drawn } from '../photos/sample-photos';

const LEFT = { x: 0, y: 0, width: 0.5, height: 1 };
const RIGHT = { x: 0.5, y: 0, width: 0.5, height: 1 };

describe('blurring a photo', () => {
  let test: ApiUnderTest;
  let officer: string;
  let jpeg: Buffer;
  let filed: Filed;
  let id: string;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
    jpeg = await drawn(600, 400).jpeg().toBuffer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    const response = await test.api
      .post('/api/v1/complaints')
      .field('data', JSON.stringify(FILING))
      .attach('photos', jpeg, 'a.jpg');
    filed = response.body as Filed;
    await test.assign(filed.id);
    await test.act(filed.trackingCode, 'acknowledge', officer);
    id = (await test.get(filed.trackingCode)).body.photos[0].id as string;
  });

  const blur = (areas: unknown, bearer = officer, photo = id) =>
    test.api.post(`/api/v1/photos/${photo}/blur`).set('Authorization', `Bearer ${bearer}`).send({ areas });
  const look = async (variant: string) =>
    (await test.api.get(`/api/v1/photos/${id}/${variant}`)).body as Buffer;
  // The border between the halves belongs to neither.
  const noise = (picture: Buffer, side: 'left' | 'right') =>
    contrast(picture, { x: side === 'left' ? 0 : 0.55, y: 0, width: 0.45, height: 1 });
  const filesOf = async () =>
    (await readdir(test.folder, { recursive: true })).filter((name) => name.includes(id));
  const audit = () => test.db.models.AuditEntry.findAll({ where: { subject: filed.id } });

  it('overwrites both sizes for everybody, and records who did it', async () => {
    const before = { full: await look('full'), thumbnail: await look('thumbnail') };
    const { status, body } = await blur([LEFT]);
    expect([status, body.id]).toEqual([200, id]);
    for (const variant of ['full', 'thumbnail'] as const) {
      const after = await look(variant);
      expect(await noise(before[variant], 'left')).toBeGreaterThan(10);
      expect(await noise(after, 'left')).toBeLessThan(6);
      expect(await noise(after, 'right')).toBeGreaterThan(10);
    }
    const [entry, ...others] = await audit();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ action: 'blurred', data: { photoId: id, areas: [LEFT] } });
    expect(entry?.actor).toMatch(/^key:/);
    const photo = await test.db.models.Photo.findByPk(id, { rejectOnEmpty: true });
    expect(photo.bytes).toBe((await look('full')).length);
  });

  it('keeps the old picture nowhere', async () => {
    const old = await look('full');
    await blur([LEFT]);
    const names = await filesOf();
    expect(names).toHaveLength(2);
    for (const name of names) expect((await readFile(join(test.folder, name))).equals(old)).toBe(false);
  });

  it('shows at the next request, even to a client with a cached copy', async () => {
    const address = `/api/v1/photos/${id}/full`;
    const first = await test.api.get(address);
    expect(first.headers['cache-control']).toBe('public, no-cache');
    const again = () => test.api.get(address).set('If-None-Match', first.headers.etag ?? '');
    expect((await again()).status).toBe(304);
    await blur([LEFT]);
    const after = await again();
    expect(after.status).toBe(200);
    expect(after.headers.etag).not.toBe(first.headers.etag);
  });

  it('by two people at once counts for both', async () => {
    const responses = await Promise.all([blur([LEFT]), blur([RIGHT])]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    for (const variant of ['full', 'thumbnail']) {
      const after = await look(variant);
      expect(await noise(after, 'left')).toBeLessThan(6);
      expect(await noise(after, 'right')).toBeLessThan(6);
    }
    expect(await audit()).toHaveLength(2);
  });

  it.each([
    ['no areas', [], '#/areas'],
    ['too many areas', Array(21).fill(LEFT), '#/areas'],
    ['an area without width', [{ ...LEFT, width: 0 }], '#/areas/0/width'],
    ['an area beyond the picture', [{ ...RIGHT, width: 0.6 }], '#/areas/0/width'],
    ['a negative corner', [{ ...LEFT, x: -0.1 }], '#/areas/0/x'],
    ['pixels', [{ x: 10, y: 10, width: 100, height: 100 }], '#/areas/0/x'],
    ['words', 'all of it', '#/areas'],
  ])('is refused with %s, and nothing is changed', async (_what, areas, pointer) => {
    const before = await look('full');
    const { status, body } = await blur(areas);
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toBe(pointer);
    expect((await look('full')).equals(before)).toBe(true);
    expect(await audit()).toEqual([]);
  });

  it('is refused to others, and for photos that do not exist', async () => {
    const before = await look('full');
    expect((await blur([LEFT], await test.key('officer', 'dlh'))).status).toBe(404);
    expect((await blur([LEFT], filed.reporterToken)).status).toBe(404);
    expect((await blur([LEFT], officer, '00000000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await blur([LEFT], officer, 'x')).status).toBe(404);
    expect((await look('full')).equals(before)).toBe(true);
  });

  it('of a lost picture records nothing', async () => {
    for (const name of await filesOf()) await rm(join(test.folder, name));
    expect((await blur([LEFT])).status).toBe(404);
    expect(await audit()).toEqual([]);
    expect(await filesOf()).toEqual([]);
  });
});

import { plain } from '../../photos/sample-photos';
import type { Filed } from '../../support/api-under-test';
import {
  DRAFT_COOKIE,
  leadsTo,
  PLACE,
  rowsOf,
  startPages,
  COMPLAINT,
  walker,
  type PagesUnderTest,
} from './walker';

const LAMP = {
  category: 'lampu-jalan',
  description: 'Lampu di tikungan itu padam dua hari ini.',
  location: { latitude: -1.6108, longitude: 103.6131 },
};

describe('complaints about the same problem', () => {
  let test: PagesUnderTest;
  let officer: string;
  beforeEach(async () => {
    test = await startPages();
    officer = await test.key('officer', 'dishub');
  });
  afterEach(() => test.stop());

  const published = async (body: object = {}): Promise<Filed> => {
    const filed = await test.fileAssigned({ ...LAMP, ...body });
    await test.act(filed.trackingCode, 'acknowledge', officer);
    return filed;
  };
  const placed = async () => {
    const visitor = walker(test);
    await visitor.upload(await plain(60, 40).jpeg().toBuffer());
    await visitor.postParts('/file/what', COMPLAINT);
    return { visitor, response: await visitor.post('/file/where', PLACE) };
  };
  const fragment = (visitor: ReturnType<typeof walker>, more = '') =>
    visitor.get(`/file/similar?latitude=${PLACE.latitude}&longitude=${PLACE.longitude}${more}`);

  it('are shown before the next step, with distance and age, and can be passed over', async () => {
    const filed = await published();
    const { visitor, response } = await placed();
    expect(leadsTo(response)).toBe('/file/similar');
    expect(leadsTo(await visitor.get('/file/you'))).toBe('/file/similar');
    const { text } = await visitor.get('/file/similar');
    for (const words of [filed.trackingCode, '33 m dari titik Anda', 'Baru saja masuk', LAMP.description])
      expect(text).toContain(words);
    expect(leadsTo(await visitor.post('/file/similar'))).toBe('/file/you');
    expect(leadsTo(await visitor.post('/file/where', PLACE))).toBe('/file/you');
  });

  it('are asked about again for another place or another category', async () => {
    await published();
    const { visitor } = await placed();
    await visitor.post('/file/similar');
    await visitor.postParts('/file/what', { ...COMPLAINT, category: 'jalan' });
    expect(leadsTo(await visitor.postParts('/file/what', COMPLAINT))).toBe('/file/similar');
    await visitor.post('/file/similar');
    expect(leadsTo(await visitor.post('/file/where', { ...PLACE, latitude: '-1.610600' }))).toBe(
      '/file/similar',
    );
  });

  it.each([
    ['of another kind', { category: 'jalan' }],
    ['too far away', { location: { latitude: -1.6145, longitude: 103.6131 } }],
    ['confidential', { confidential: true }],
    ['known by its district only', { location: { district: 'jelutung', address: 'simpang' } }],
  ])('do not include those that are %s', async (_which, body) => {
    await test.fileAssigned({ ...LAMP, ...body });
    const { visitor, response } = await placed();
    expect(leadsTo(response)).toBe('/file/you');
    expect((await fragment(visitor)).text.trim()).toBe('');
  });

  it('do not include those that are closed or hidden', async () => {
    const [over, hidden] = [await published(), await published()];
    await test.act(over.trackingCode, 'withdraw', over.reporterToken);
    await test.db.sequelize.query(`UPDATE complaints SET hidden_at = now() WHERE id = '${hidden.id}'`);
    const { response } = await placed();
    expect(leadsTo(response)).toBe('/file/you');
  });

  it('reveal nothing that is not public yet', async () => {
    await test.fileAssigned(LAMP);
    const { visitor } = await placed();
    const { text } = await visitor.get('/file/similar');
    expect(text).toContain('Di sekitar titik Anda');
    // Distances from several points would give its place away.
    expect(text).not.toContain('33 m');
    expect(text).not.toContain(LAMP.description);
    expect(text).not.toContain('<img');
  });

  it('are served to the script as a fragment, which also says when a point is outside the city', async () => {
    const filed = await published();
    const { visitor } = await placed();
    const near = await fragment(visitor);
    expect(near.text).toContain(filed.trackingCode);
    expect(near.text).not.toContain('<html');
    expect((await fragment(visitor, '&category=jalan')).text.trim()).toBe('');
    const outside = await visitor.get('/file/similar?latitude=-1.75&longitude=103.6131');
    expect(outside.text).toContain('di luar Kota Jambi');
    for (const query of ['latitude=&longitude=', 'latitude=x&longitude=9999', 'latitude=-1.61'])
      expect((await visitor.get(`/file/similar?${query}`)).text.trim()).toBe('');
  });

  it('can be supported instead, which deletes the draft with its photos', async () => {
    const filed = await published();
    const { visitor } = await placed();
    const form = await visitor.get(`/file/support/${filed.trackingCode}`);
    expect(form.text).toContain('Lampu jalan, Jelutung');
    const key = /name="key" value="([\w-]+)"/.exec(form.text)?.[1] ?? '';
    const bad = await visitor.post(`/file/support/${filed.trackingCode}`, { key, email: 'siti' });
    expect([bad.status, bad.text.includes('value="siti"')]).toEqual([422, true]);
    const [photo] = await rowsOf(test, 'draft_photos');
    const send = () => visitor.post(`/file/support/${filed.trackingCode}`, { key, email: 'siti@contoh.id' });
    expect(leadsTo(await send())).toBe(`/track/${filed.trackingCode}?done=support`);
    expect(leadsTo(await send())).toBe(`/track/${filed.trackingCode}?done=support`);
    expect(await rowsOf(test, 'supporters')).toMatchObject([{ email: 'siti@contoh.id', language: 'id' }]);
    expect(await rowsOf(test, 'drafts')).toEqual([]);
    expect(await test.deps.photoStore.read(String(photo?.id), 'thumbnail')).toBeNull();
    expect(visitor.cookies.has(DRAFT_COOKIE)).toBe(false);
  });

  it('cannot be supported when they are confidential, closed or unknown', async () => {
    const [secret, over] = [await published({ confidential: true }), await published()];
    await test.act(over.trackingCode, 'withdraw', over.reporterToken);
    const visitor = walker(test);
    for (const code of [secret.trackingCode, 'SK-0000-0000', 'x']) {
      expect((await visitor.get(`/file/support/${code}`)).status).toBe(404);
      expect((await visitor.post(`/file/support/${code}`)).status).toBe(404);
    }
    expect(leadsTo(await visitor.get(`/file/support/${over.trackingCode}`))).toBe(
      `/track/${over.trackingCode}`,
    );
    expect(leadsTo(await visitor.post(`/file/support/${over.trackingCode}`))).toBe(
      `/track/${over.trackingCode}`,
    );
    expect(await rowsOf(test, 'supporters')).toEqual([]);
  });
});

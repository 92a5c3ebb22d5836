import { plain } from '../../photos/sample-photos';
import type { Filed } from '../../support/api-under-test';
import { keyIn } from '../pages-under-test';
import { leadsTo, PLACE, rowsOf, startPages, COMPLAINT, walker, type PagesUnderTest } from './walker';

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
    expect(text).toContain('Isi dan foto tampil setelah dinas menerima aduan itu.');
    expect(text).toContain('Menunggu dinas');
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

  it('can be supported instead, and the draft stays with a way back to it', async () => {
    const filed = await published();
    const { visitor } = await placed();
    const support = `/track/${filed.trackingCode}/support`;
    expect((await visitor.get('/file/similar')).text).toContain(`href="${support}"`);
    const asked = await visitor.get(support);
    expect(asked.text).toContain('<a href="/file/check">Kembali ke isian saya</a>');
    const [photo] = await rowsOf(test, 'draft_photos');
    const answer = await visitor.post(support, { key: keyIn(asked.text), email: 'siti@contoh.id' });
    expect(leadsTo(answer)).toBe(`/track/${filed.trackingCode}?done=support`);
    expect(await rowsOf(test, 'supporters')).toMatchObject([{ email: 'siti@contoh.id', language: 'id' }]);
    const { text } = await visitor.get(`/track/${filed.trackingCode}?done=support`);
    expect(text).toContain('Isian aduan Anda sendiri masih tersimpan.');
    expect(text).toContain('<a href="/file/check">Kembali ke isian saya</a>');
    expect(leadsTo(await visitor.get('/file/check'))).toBe('/file/similar');
    expect(await rowsOf(test, 'drafts')).toMatchObject([{ description: COMPLAINT.description }]);
    expect(await test.deps.photoStore.read(String(photo?.id), 'thumbnail')).not.toBeNull();
    // Whoever has none is told of none, and nor is somebody whose draft was sent.
    expect((await walker(test).get(support)).text).not.toContain('/file/check');
  });

  it('say enough to compare: the words, their place, the status, and the photo once it is public', async () => {
    await published({ location: { ...LAMP.location, address: 'tikungan dekat musala' } });
    const { visitor } = await placed();
    const { text } = await visitor.get('/file/similar');
    for (const words of [LAMP.description, 'tikungan dekat musala', 'Diterima dinas · 24 jam lagi'])
      expect(text).toContain(words);
    expect(text).not.toContain('Isi dan foto tampil setelah');
  });
});

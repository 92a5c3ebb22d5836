import { plain } from '../../photos/sample-photos';
import {
  CONTACT,
  leadsTo,
  rowsOf,
  startPages,
  COMPLAINT,
  walker,
  walkToCheck,
  type PagesUnderTest,
  type Walker,
} from './walker';

describe('sending a complaint', () => {
  let test: PagesUnderTest;
  beforeEach(async () => {
    test = await startPages();
  });
  afterEach(() => test.stop());

  const ready = async (contact: Record<string, string> = CONTACT) => {
    const visitor = walker(test);
    await visitor.upload(await plain(60, 40).jpeg().toBuffer());
    return { visitor, seen: await walkToCheck(visitor, { contact }) };
  };
  const codeOf = async (visitor: Walker) => /SK-[\w-]{9}/.exec((await visitor.get('/file/sent')).text)?.[0];

  it('counts once however often the form is sent', async () => {
    const { visitor, seen } = await ready();
    expect(leadsTo(await visitor.post('/file/check', { seen }))).toBe('/file/sent');
    const code = await codeOf(visitor);
    expect(leadsTo(await visitor.post('/file/check', { seen }))).toBe('/file/sent');
    expect(leadsTo(await visitor.get('/file/check'))).toBe('/file/sent');
    expect(await codeOf(visitor)).toBe(code);
    expect(await rowsOf(test, 'complaints')).toHaveLength(1);
  });

  it('keeps the same browser from supporting the complaint', async () => {
    const { visitor, seen } = await ready();
    await visitor.post('/file/check', { seen });
    const code = await codeOf(visitor);
    expect(leadsTo(await visitor.post(`/track/${code}/support`))).toBe(`/track/${code}?done=support`);
    expect(await rowsOf(test, 'supporters')).toEqual([]);
    await walker(test).post(`/track/${code}/support`);
    expect(await rowsOf(test, 'supporters')).toHaveLength(1);
  });

  it('counts once when it is sent five times at once', async () => {
    const { visitor, seen } = await ready();
    const responses = await Promise.all([1, 2, 3, 4, 5].map(() => visitor.post('/file/check', { seen })));
    expect(responses.map(leadsTo)).toEqual(Array(5).fill('/file/sent'));
    expect(await rowsOf(test, 'complaints')).toHaveLength(1);
    expect(await rowsOf(test, 'photos')).toHaveLength(1);
  });

  it('files nothing that its sender has not seen', async () => {
    const { visitor, seen } = await ready();
    const otherWindow = walker(test);
    for (const [name, value] of visitor.cookies) otherWindow.cookies.set(name, value);
    await otherWindow.postParts('/file/what', {
      ...COMPLAINT,
      description: 'Lampu di gang sebelah juga padam semua.',
    });
    const response = await visitor.post('/file/check', { seen });
    expect(response.status).toBe(409);
    expect(response.text).toContain('Isian Anda baru berubah');
    expect(response.text).toContain('Lampu di gang sebelah juga padam semua.');
    expect(await rowsOf(test, 'complaints')).toEqual([]);
  });

  it('leaves at most one complaint when it coincides with a change', async () => {
    const { visitor, seen } = await ready();
    const change = { ...COMPLAINT, description: 'Lampu di gang sebelah juga padam semua.' };
    await Promise.all([
      visitor.post('/file/check', { seen }),
      visitor.postParts('/file/what', change),
      visitor.post('/file/check', { seen }),
    ]);
    const complaints = await rowsOf(test, 'complaints');
    const drafts = await rowsOf(test, 'drafts');
    // Depending on which came first: filed as it was seen, or not filed and kept as it was changed.
    const filed = complaints.map(({ description }) => description);
    const kept = drafts.filter(({ complaint_id }) => complaint_id === null).map((row) => row.description);
    expect([...filed, ...kept]).toContain(filed.length === 1 ? COMPLAINT.description : change.description);
    expect(filed.length).toBeLessThanOrEqual(1);
    expect(await rowsOf(test, 'photos')).toHaveLength(filed.length);
  });

  it('leaves nothing of the reporter in the draft', async () => {
    const { visitor, seen } = await ready();
    expect(JSON.stringify(await rowsOf(test, 'drafts'))).toContain(CONTACT.email);
    await visitor.post('/file/check', { seen });
    const drafts = await rowsOf(test, 'drafts');
    expect(drafts).toHaveLength(1);
    for (const detail of [...Object.values(CONTACT), COMPLAINT.description, 'depan musala'])
      expect(JSON.stringify(drafts)).not.toContain(detail);
    expect(await rowsOf(test, 'draft_photos')).toEqual([]);
    expect(JSON.stringify(await rowsOf(test, 'idempotency_keys'))).not.toContain(CONTACT.email);
  });

  it('keeps only whether a photo was taken on the spot, not when and where', async () => {
    const visitor = walker(test);
    const photo = await plain(60, 40).jpeg().toBuffer();
    const takenAt = new Date(Date.now() - 3_600_000).toISOString();
    await visitor.upload(photo, { takenAt, latitude: -1.6106, longitude: 103.6133 });
    await visitor.upload(photo, { takenAt, latitude: -1.65, longitude: 103.58 });
    await visitor.upload(photo, '{"latitude":"here"');
    await visitor.post('/file/check', { seen: await walkToCheck(visitor) });
    const photos = await rowsOf(test, 'photos');
    expect(photos.map(({ on_the_spot }) => on_the_spot)).toEqual([true, false, false]);
    const all = JSON.stringify([photos, await rowsOf(test, 'drafts'), await rowsOf(test, 'draft_photos')]);
    for (const trace of ['-1.6106', '103.6133', '-1.65', takenAt.slice(0, 16)])
      expect(all).not.toContain(trace);
  });

  it('starts an empty form for the next complaint', async () => {
    const { visitor, seen } = await ready();
    await visitor.post('/file/check', { seen });
    expect((await visitor.get('/file/what')).text).not.toContain(COMPLAINT.description);
    await visitor.post('/file/check', { seen: await walkToCheck(visitor) });
    expect(await rowsOf(test, 'complaints')).toHaveLength(2);
  });

  it('shows the secret link to no other browser, and to none once it is revoked', async () => {
    const { visitor, seen } = await ready();
    await visitor.post('/file/check', { seen });
    expect(leadsTo(await walker(test).get('/file/sent'))).toBe('/file/what');
    const sent = await visitor.get('/file/sent');
    expect(sent.headers['cache-control']).toBe('no-store');
    await test.db.sequelize.query('UPDATE reporters SET token_generation = 2');
    expect(leadsTo(await visitor.get('/file/sent'))).toMatch(/^\/track\/SK-/);
  });
});

describe('a complaint that cannot be accepted now', () => {
  it('is kept with everything that was typed when the network has filed too much', async () => {
    const test = await startPages({ limits: { filingPerHour: 1 } });
    try {
      const way = { 'X-Forwarded-For': '198.51.100.7' };
      const [first, second] = [walker(test, way), walker(test, way)];
      await first.post('/file/check', { seen: await walkToCheck(first) });
      const seen = await walkToCheck(second, { contact: CONTACT });
      const refused = await second.post('/file/check', { seen });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(refused.text).toContain('Aduan Anda tersimpan, tetapi belum terkirim.');
      expect(refused.text).toContain(`name="seen" value="${seen}"`);
      expect((await second.get('/file/check')).text).toContain(COMPLAINT.description);
      expect(leadsTo(await first.post('/file/check', { seen }))).toBe('/file/sent');
      // Out of the house, the phone is in another network.
      way['X-Forwarded-For'] = '203.0.113.9';
      expect(leadsTo(await second.post('/file/check', { seen }))).toBe('/file/sent');
    } finally {
      await test.stop();
    }
  });

  it('is given back as it was typed when the database is down, to be sent again', async () => {
    const test = await startPages();
    const visitor = walker(test);
    await visitor.postParts('/file/what', COMPLAINT);
    await test.cutOffDatabase();
    try {
      const response = await visitor.post('/file/you', { name: 'Budi <b>S</b>', email: 'budi@contoh.id' });
      expect(response.status).toBe(503);
      expect(response.headers['retry-after']).toBeDefined();
      expect(response.text).toMatch(/kirim lagi pukul \d\d\.\d\d WIB/);
      expect(response.text).toContain('<form method="post" action="/file/you">');
      expect(response.text).toContain('name="name" value="Budi &lt;b&gt;S&lt;/b&gt;"');
    } finally {
      await test.stop();
    }
  });
});

import { startPages, type PagesUnderTest } from './pages-under-test';

const CANARY = 'Kenari-7f3a';

describe('the public pages', () => {
  let test: PagesUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startPages();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  const canary = {
    description: `${CANARY} di depan rumah, tolong segera.`,
    location: { latitude: -1.6105, longitude: 103.6131, address: `${CANARY} gang 3` },
    reporter: { name: `${CANARY} Siti`, email: `${CANARY}@warga.example`, phone: '+6281234567890' },
  };
  const track = async (code: string) => (await test.page(`/track/${code}`)).text;

  it('return to the front page with what was typed when there is no such complaint', async () => {
    for (const address of ['/track?code=%3Cb%3Elampu', '/track/%3Cb%3Elampu', '/track/SK-0000-0000']) {
      const { status, text } = await test.page(address);
      expect(status).toBe(404);
      expect(text).toContain('Kami tidak menemukan aduan ini.');
      expect(text).toMatch(/value="(&lt;b&gt;lampu|SK-0000-0000)"/);
    }
  });

  it('answer the five questions that people ask, and are linked from everywhere', async () => {
    expect((await test.page('/')).text).toContain('<a href="/help">Bantuan</a>');
    for (const [language, title, emergency] of [
      ['id', 'Bantuan', 'Telepon 112 sekarang'],
      ['en', 'Help', 'Call 112 now'],
    ]) {
      const { status, text } = await test.page('/help', language);
      expect([status, text.match(/<section class="part"><h2>/g)?.length]).toEqual([200, 5]);
      for (const words of [`<h1>${title}</h1>`, emergency]) expect(text).toContain(words);
    }
  });

  it('say of a wrong address that there is no such page, and only of a code that there is no complaint', async () => {
    for (const address of ['/bantuan', '/file/nowhere', '/track/x/y/z', '/uploads/x', '/assets/x/y.js']) {
      const { status, text } = await test.page(address).set('Accept', 'text/html');
      expect([address, status]).toEqual([address, 404]);
      expect(text).toContain('Halaman ini tidak ada');
      expect(text).not.toContain('Kami tidak menemukan aduan ini');
    }
    const { status, text } = await test.page('/track/SK-0000-0000/support').set('Accept', 'text/html');
    expect(status).toBe(404);
    expect(text).toContain('Aduan tidak ditemukan');
  });

  it('show nothing that was written until the agency has accepted the complaint', async () => {
    const { trackingCode } = await test.fileAssigned(canary);
    expect(await track(trackingCode)).not.toContain(CANARY);
    expect(await track(trackingCode)).toContain('Isi dan foto tampil setelah dinas menerima aduan ini.');
  });

  it('show text and place once it is accepted, but never who complained', async () => {
    const { trackingCode } = await test.fileAssigned(canary);
    await test.act(trackingCode, 'acknowledge', officer);
    const text = await track(trackingCode);
    expect(text).toContain(`${CANARY} di depan rumah`);
    expect(text).toContain(`${CANARY} gang 3`);
    expect(text).not.toContain(`${CANARY} Siti`);
    expect(text).not.toContain(`${CANARY}@`);
    expect(text).not.toContain('3456');
  });

  it('show only category, district and status of a confidential complaint', async () => {
    const { trackingCode } = await test.fileAssigned({ ...canary, confidential: true });
    await test.act(trackingCode, 'resolve', officer, { note: `${CANARY} sudah ditambal` });
    const text = await track(trackingCode);
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain('PUPR');
    expect(text).toContain('Aduan ini rahasia');
    expect(text).toContain('Selesai');
    expect(text).not.toContain('Yang sudah terjadi');
  });

  it('hide a complaint again when it is rejected', async () => {
    const { trackingCode } = await test.fileAssigned(canary);
    await test.act(trackingCode, 'acknowledge', officer);
    await test.act(trackingCode, 'reject', officer, {
      reason: 'not_city_matter',
      note: `${CANARY} di luar kota`,
    });
    const text = await track(trackingCode);
    expect(text).not.toContain(CANARY);
    expect(text).toContain('Bukan wewenang kota');
  });

  it('keep notes among staff from everybody else', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'acknowledge', officer);
    await test.act(filed.trackingCode, 'notes', officer, { text: `${CANARY} dana belum ada` });
    expect(await track(filed.trackingCode)).not.toContain(CANARY);
    expect((await test.page(test.mine(filed))).text).not.toContain(CANARY);
    expect((await test.page(test.staff(filed))).text).toContain(CANARY);
  });

  it('show markup in a text as text', async () => {
    const evil = `<script>alert(1)</script> "><img src=x onerror=1> {{complaint}} &amp; aman`;
    const filed = await test.fileAssigned({ ...canary, description: evil });
    await test.act(filed.trackingCode, 'acknowledge', officer);
    for (const address of [`/track/${filed.trackingCode}`, test.mine(filed), test.staff(filed)]) {
      const { text } = await test.page(address);
      expect(text).not.toMatch(/<script(?! type="module" src="\/assets\/)|<img src=x/);
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(text).toContain('&amp;amp; aman');
    }
  });

  it('say that a complaint is late only once its promise has passed', async () => {
    const { id, trackingCode } = await test.fileAssigned();
    expect(await track(trackingCode)).not.toContain('Terlambat');
    await test.db.sequelize.query(`UPDATE complaints SET clock_offset = 73 * 3600000 WHERE id = '${id}'`);
    expect(await track(trackingCode)).toContain('Terlambat');
    expect(await track(trackingCode)).toContain('Kami belum menepati janji kami, dan kami minta maaf.');
  });

  it('link from a merged complaint to its survivor', async () => {
    const [survivor, merged] = [await test.fileAssigned(), await test.fileAssigned()];
    await test.act(merged.trackingCode, 'merge', officer, { into: survivor.trackingCode });
    expect(await track(merged.trackingCode)).toContain(`href="/track/${survivor.trackingCode}"`);
  });

  it('use the language that was chosen, and remember it', async () => {
    const chosen = await test.page('/?lang=en');
    expect(chosen.text).toContain('Something wrong near you?');
    const [cookie = ''] = (chosen.headers['set-cookie'] as unknown as string[]) ?? [];
    expect(cookie).toMatch(/^lang=en;.*HttpOnly; Secure; SameSite=Lax/);
    expect((await test.page('/', 'en')).text).toContain('<html lang="en">');
    expect((await test.page('/?lang=xx')).headers['set-cookie']).toBeUndefined();
  });

  it('refuse a query string or form that cannot be read, with a page', async () => {
    for (const address of ['/track?code=a&code=b', '/?lang=%ff']) {
      const { status, text } = await test.page(address);
      expect([status, text.includes('<h1>Permintaan tidak terbaca</h1>')]).toEqual([400, true]);
    }
    const filed = await test.fileAssigned();
    const json = await test.api.post(test.staff(filed)).send({ act: 'acknowledge' });
    expect(json.status).toBe(415);
    const twice = await test.api.post(test.staff(filed)).type('form').send('act=start&act=acknowledge');
    expect(twice.status).toBe(400);
    const huge = await test.post(test.staff(filed), { act: 'notes', text: 'a'.repeat(3_000_000) });
    expect(huge.status).toBe(413);
    const proto = await test.post(test.staff(filed), { act: '__proto__', key: 'constructor' });
    expect(proto.status).toBe(400);
    expect(await test.types(filed)).toEqual(['received', 'assigned']);
  });

  it('slow down whoever guesses tracking codes', async () => {
    const slow = await startPages({ limits: { unknownCodesPerHour: 2 } });
    try {
      for (const code of ['SK-0000-0001', 'SK-0000-0002']) await slow.page(`/track/${code}`);
      const { status, text, headers } = await slow.page('/track/SK-0000-0003');
      expect(status).toBe(429);
      expect(headers['retry-after']).toBeDefined();
      expect(text).toMatch(/Coba lagi \d\d\.\d\d WIB/);
    } finally {
      await slow.stop();
    }
  });
});

describe('pages without a database', () => {
  it('say so, and let a form be sent again as it was', async () => {
    const test = await startPages();
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    await test.cutOffDatabase();
    try {
      const looked = await test.page(`/track/${filed.trackingCode}`);
      expect(looked.status).toBe(503);
      expect(looked.text).toContain('<h1>Sistem sedang tersendat</h1>');
      const posted = await test.post(address, { act: 'resolve', note: 'Sudah <i>ditambal</i>.' });
      expect(posted.status).toBe(503);
      expect(posted.text).toContain('name="note" value="Sudah &lt;i&gt;ditambal&lt;/i&gt;."');
      expect((await test.post('/act/SK-0000-0000?t=x', { note: 'Kutipan' })).text).not.toContain('Kutipan');
    } finally {
      await test.stop();
    }
  });
});

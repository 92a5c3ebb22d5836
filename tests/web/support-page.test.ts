import { walker } from './filing/walker';
import { keyIn, startPages, type PagesUnderTest } from './pages-under-test';

describe('the page for those who have the same problem', () => {
  let test: PagesUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startPages();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  const supporters = async (id: string) => {
    const [rows] = await test.db.sequelize.query(
      `SELECT email, language FROM supporters WHERE complaint_id = '${id}'`,
    );
    return rows as { email: string | null; language: string }[];
  };

  it('counts them without asking who they are, once for ten clicks', async () => {
    const { id, trackingCode } = await test.fileAssigned();
    expect((await test.page(`/track/${trackingCode}`)).text).toContain(
      `href="/track/${trackingCode}/support"`,
    );
    const address = `/track/${trackingCode}/support`;
    const key = keyIn((await test.page(address)).text);
    const clicks = await Promise.all(
      Array.from({ length: 10 }, () => test.post(address, { key, email: '' })),
    );
    expect(new Set(clicks.map(({ headers }) => headers.location))).toEqual(
      new Set([`/track/${trackingCode}?done=support`]),
    );
    expect(await supporters(id)).toEqual([{ email: null, language: 'id' }]);
    const { text } = await test.page(`/track/${trackingCode}?done=support`);
    expect(text).toContain('Terima kasih, sudah kami hitung.');
    expect(text).toContain('1 orang lainnya juga mengalami.');
  });

  it('counts each browser once, and lets it add an address later', async () => {
    const { id, trackingCode } = await test.fileAssigned();
    const address = `/track/${trackingCode}/support`;
    const visitor = walker(test);
    for (const email of ['', '', 'budi@warga.example']) {
      const { text } = await visitor.get(address);
      await visitor.post(address, { key: keyIn(text), email });
    }
    expect(await supporters(id)).toEqual([{ email: 'budi@warga.example', language: 'id' }]);
  });

  it('takes an address for the news, in the language of the page', async () => {
    const { id, trackingCode } = await test.fileAssigned();
    const address = `/track/${trackingCode}/support`;
    await test.post(address, { email: ' budi@warga.example ' }).set('Cookie', 'lang=en');
    expect(await supporters(id)).toEqual([{ email: 'budi@warga.example', language: 'en' }]);
    expect((await test.page(`/track/${trackingCode}`)).text).not.toContain('budi@');
  });

  it('says what is wrong with an address and keeps it', async () => {
    const { id, trackingCode } = await test.fileAssigned();
    const wrong = await test.post(`/track/${trackingCode}/support`, { email: '"><b>budi' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('<a href="#email">Alamat ini tampaknya keliru. Contoh: nama@contoh.id</a>');
    expect(wrong.text).toContain('value="&quot;&gt;&lt;b&gt;budi"');
    expect(await supporters(id)).toEqual([]);
  });

  it('says the same for a confidential complaint as for one that does not exist', async () => {
    const { id, trackingCode } = await test.fileAssigned({ confidential: true });
    expect((await test.page(`/track/${trackingCode}`)).text).not.toContain('/support');
    const texts = new Set<string>();
    for (const code of [trackingCode, 'SK-0000-0000', 'lampu']) {
      const [looked, posted] = [
        await test.page(`/track/${code}/support`),
        await test.post(`/track/${code}/support`, { email: '' }),
      ];
      expect([looked.status, posted.status]).toEqual([404, 404]);
      texts.add(looked.text);
    }
    expect(texts.size).toBe(1);
    expect(await supporters(id)).toEqual([]);
  });

  it('offers a new complaint instead when this one is over', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'withdraw', filed.reporterToken);
    const { text } = await test.page(`/track/${filed.trackingCode}/support`);
    expect(text).toContain('Aduan ini sudah ditutup.');
    expect(text).toContain('href="/file"');
    const posted = await test.post(`/track/${filed.trackingCode}/support`, { email: '' });
    expect(posted.status).toBe(409);
    expect(posted.text).toContain('Aduan ini sudah ditutup.');
  });

  it('is counted against the limit of the API', async () => {
    const slow = await startPages({ limits: { supportPerHour: 1 } });
    try {
      const { trackingCode } = await slow.fileAssigned();
      const first = await slow.post(`/track/${trackingCode}/support`, { email: '' });
      const second = await slow.post(`/track/${trackingCode}/support`, { email: '' });
      expect([first.status, second.status]).toEqual([303, 429]);
    } finally {
      await slow.stop();
    }
  });

  it('is linked from a public page that does not link to the reporter’s own', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'acknowledge', officer);
    expect((await test.page(`/track/${filed.trackingCode}`)).text).not.toContain('/my/');
  });
});

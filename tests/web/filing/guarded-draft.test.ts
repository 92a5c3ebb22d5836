import { createHash } from 'node:crypto';
import { plain } from '../../photos/sample-photos';
import {
  CONTACT,
  DRAFT_COOKIE,
  leadsTo,
  PLACE,
  rowsOf,
  startPages,
  COMPLAINT,
  walker,
  walkToCheck,
  type PagesUnderTest,
} from './walker';

describe('a draft', () => {
  let test: PagesUnderTest;
  beforeEach(async () => {
    test = await startPages();
  });
  afterEach(() => test.stop());

  it('is identified by an opaque cookie that no script can read and whose hash alone is stored', async () => {
    const visitor = walker(test);
    await walkToCheck(visitor, { contact: CONTACT });
    expect(visitor.setCookies).toHaveLength(1);
    const [cookie = ''] = visitor.setCookies;
    expect(cookie).toMatch(
      /^__Host-sikesal-draft=[\w-]{43}; Max-Age=86400; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
    const token = visitor.cookies.get(DRAFT_COOKIE) ?? '';
    const [draft] = await rowsOf(test, 'drafts');
    expect(draft?.token_hash).toEqual(createHash('sha256').update(token).digest());
    expect(await test.everything()).not.toContain(token);
  });

  it('is not created by looking', async () => {
    const visitor = walker(test);
    for (const page of ['what', 'where', 'check', 'sent']) await visitor.get(`/file/${page}`);
    expect(visitor.setCookies).toEqual([]);
    expect(await rowsOf(test, 'drafts')).toEqual([]);
  });

  it('does not open with a made-up, truncated or expired cookie', async () => {
    const owner = walker(test);
    await walkToCheck(owner, { contact: CONTACT });
    const token = owner.cookies.get(DRAFT_COOKIE) ?? '';
    for (const value of [
      '',
      'x',
      token.slice(1),
      `${token.slice(0, -1)}!`,
      "' OR 1=1 --",
      '%00',
      'a'.repeat(43),
    ]) {
      const stranger = walker(test);
      stranger.cookies.set(DRAFT_COOKIE, value);
      expect([value, leadsTo(await stranger.get('/file/check'))]).toEqual([value, '/file/what']);
      expect((await stranger.get('/file/what')).text).not.toContain(COMPLAINT.description);
    }
    await test.db.sequelize.query("UPDATE drafts SET expires_at = now() - interval '1 second'");
    expect(leadsTo(await owner.get('/file/check'))).toBe('/file/what');
    expect((await owner.get('/file/you')).text).not.toContain(CONTACT.email);
  });

  it('keeps every page about it out of caches and search engines', async () => {
    const visitor = walker(test);
    await walkToCheck(visitor);
    for (const page of ['what', 'where', 'you', 'check']) {
      const { headers } = await visitor.get(`/file/${page}`);
      expect([headers['cache-control'], headers['x-robots-tag']]).toEqual(['no-store', 'noindex, nofollow']);
    }
  });

  it('accepts nothing that another site had the browser send', async () => {
    const visitor = walker(test);
    const seen = await walkToCheck(visitor);
    const before = await test.everything();
    const forced = walker(test, { 'Sec-Fetch-Site': 'cross-site' });
    for (const [name, value] of visitor.cookies) forced.cookies.set(name, value);
    for (const page of ['what', 'danger', 'where', 'similar', 'you', 'check'])
      expect((await forced.post(`/file/${page}`, { seen })).status).toBe(403);
    expect((await forced.upload(await plain(60, 40).jpeg().toBuffer())).status).toBe(403);
    expect(await test.everything()).toBe(before);
    expect(leadsTo(await visitor.post('/file/check', { seen }))).toBe('/file/sent');
  });
});

const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&{{this}}',
  '\u202Etxt.exe\u200B',
  "'; DROP TABLE drafts; --",
  'a\0b',
  '\uFFFE\u0007',
  'x'.repeat(30_000),
];

describe('hostile text', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it.each(HOSTILE.map((words, index) => [index, words] as const))(
    'breaks no page and no query, in whichever field it is (%i)',
    async (_index, words) => {
      const visitor = walker(test);
      const pages = [
        await visitor.postParts('/file/what', { description: words, category: words }),
        await visitor.get('/file/what'),
      ];
      await visitor.postParts('/file/what', COMPLAINT);
      pages.push(
        await visitor.post('/file/where', {
          latitude: words,
          longitude: words,
          district: words,
          landmark: words,
          use: words,
        }),
        await visitor.get('/file/where'),
      );
      await visitor.post('/file/where', PLACE);
      pages.push(
        await visitor.post('/file/you', { name: words, email: words, phone: words, anonymous: words }),
        await visitor.get('/file/you'),
        await visitor.post('/file/check', { seen: words }),
        await visitor.get(`/file/similar?latitude=${encodeURIComponent(words.slice(0, 500))}&longitude=1`),
        await visitor.get(`/file/photos/${encodeURIComponent(words.slice(0, 500))}`),
      );
      for (const page of pages) {
        expect([200, 303, 404, 409, 413, 422]).toContain(page.status);
        expect(page.text).not.toMatch(/<script>|onerror=alert\(1\)>/);
      }
      expect(await rowsOf(test, 'drafts')).not.toEqual([]);
    },
  );

  it('is not stored when it cannot be stored as it is', async () => {
    const visitor = walker(test);
    const response = await visitor.postParts('/file/what', {
      ...COMPLAINT,
      description: 'Lampu mati\0 sejak Minggu.',
    });
    expect(response.status).toBe(422);
    expect(response.text).toContain('Ada tanda yang tidak bisa kami simpan.');
    expect((await rowsOf(test, 'drafts')).at(-1)).toMatchObject({
      description: null,
      category: COMPLAINT.category,
    });
  });

  it('is filed and shown literally', async () => {
    const visitor = walker(test);
    const description = 'Lampu <b>mati</b> & "gelap" \u{1F926}\u200D\u2642\uFE0F {{title}} di gang kami.';
    const seen = await walkToCheck(visitor, { complaint: { ...COMPLAINT, description } });
    const { text } = await visitor.get('/file/check');
    expect(text).toContain('Lampu &lt;b&gt;mati&lt;/b&gt; &amp; &quot;gelap&quot;');
    await visitor.post('/file/check', { seen });
    expect(await rowsOf(test, 'complaints')).toContainEqual(expect.objectContaining({ description }));
  });
});

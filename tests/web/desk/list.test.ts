import type { Filed } from '../../support/api-under-test';
import {
  addressIn,
  codesIn,
  countsIn,
  inPage,
  startDesk,
  type DeskUnderTest,
  type Person,
} from './desk-under-test';

const LAMP = { category: 'lampu-jalan', description: 'Lampu depan musala mati sejak tiga malam.' };

describe('the list of an agency', () => {
  let test: DeskUnderTest;
  let budi: Person;
  let [road, drain, lamp, secret]: Filed[] = [];
  beforeAll(async () => {
    test = await startDesk();
    budi = await test.signIn({ role: 'officer', agency: 'pupr' });
    road = await test.fileAssigned();
    drain = await test.fileAssigned({ category: 'drainase', description: 'Got mampet, air menggenang.' });
    lamp = await test.fileAssigned(LAMP);
    secret = await test.fileAssigned({ confidential: true, anonymous: true });
    await test.moveClock(drain, 50);
    await test.act(road.trackingCode, 'assign', await test.key('officer', 'pupr'), {
      officer: budi.member.id,
    });
  });
  afterAll(() => test.stop());

  const seenBy = async (person: Person, address = '/desk') => (await test.see(address, person)).text;
  const code = (filed: Filed | undefined) => filed?.trackingCode ?? 'none';

  it('shows its own complaints, late ones first, with their deadlines in words and as instants', async () => {
    const { status, text, headers } = await test.see('/desk', budi);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(codesIn(text)).toEqual([drain, road, secret].map(code));
    expect(text).toContain('<h1>Dinas PUPR</h1>');
    expect(text).toContain('3 terbuka · 1 terlambat');
    expect(text).toContain('<b>lewat 2 jam</b>');
    expect(text).toMatch(
      /<small>Terima sebelum <time datetime="20[\d-]+T[\d:.]+Z">\w{3}, \d\d\.\d\d<\/time>/,
    );
    expect(text).toContain(`<a href="/desk/complaints/${code(drain)}">Drainase</a>`);
    expect(text).toContain(budi.member.name);
    expect(text).not.toMatch(/siti@|Siti Rahma|812 3456/);
  });

  it('counts in each tab what the tab shows', async () => {
    const text = await seenBy(budi);
    expect(countsIn(text)).toEqual(['3', '0', '1', '1', '2']);
    expect(codesIn(await seenBy(budi, '/desk?due=late'))).toEqual([code(drain)]);
    expect(codesIn(await seenBy(budi, '/desk?officer=me'))).toEqual([code(road)]);
    expect(codesIn(await seenBy(budi, '/desk?due=soon'))).toEqual([]);
    expect(await seenBy(budi, '/desk?due=late')).toContain(
      `<a href="${inPage('/desk?due=late')}" aria-current="page">`,
    );
  });

  it('keeps its filters in every link to more of it', async () => {
    const text = await seenBy(budi, '/desk?category=drainase&q=mampet');
    expect(codesIn(text)).toEqual([code(drain)]);
    expect(countsIn(text)).toEqual(['1', '0', '1', '0', '1']);
    expect(text).toContain(`href="${inPage('/desk?category=drainase&q=mampet&due=late')}"`);
    expect(text).toContain(`href="${inPage('/desk/complaints.csv?category=drainase&q=mampet')}"`);
    expect(text).toContain('<option value="drainase" selected>');
    expect(text).toContain('value="mampet"');
    expect(text).toContain('Saring · 1');
  });

  it('says when nothing is waiting, and when a filter finds nothing', async () => {
    const nobody = await test.signIn({ role: 'officer', agency: 'dlh' });
    expect(await seenBy(nobody)).toContain('Tidak ada yang menunggu. Terima kasih.');
    const text = await seenBy(budi, '/desk?district=telanaipura&q=tidak-ada');
    expect(text).toContain('Tidak ada aduan dengan saringan ini.');
    expect(text).toContain('<a href="/desk">Hapus saringan</a>');
  });

  it('refuses an unknown filter, and quotes nothing of it', async () => {
    for (const query of ['status=<b>', 'category=x', 'level=4', 'due=now', 'officer=you', 'cursor=x']) {
      const { status, text } = await test.see(`/desk?${query}`, budi);
      expect([query, status]).toEqual([query, 422]);
      expect(text).not.toContain('<b>"');
    }
  });

  it.each(['id', 'en'])(
    'has one heading, labelled fields, unique ids and no leftover placeholders (%s)',
    async (lang) => {
      const centre = await test.signIn({ role: 'command_centre', agency: null });
      for (const person of [budi, centre]) {
        for (const address of [`/desk?lang=${lang}`, `/desk?lang=${lang}&status=closed&level=1&due=soon`]) {
          const text = await seenBy(person, address);
          expect(text).toContain(`<html lang="${lang}"`);
          expect(text.match(/<h1[ >]/g)).toHaveLength(1);
          expect(text).not.toMatch(/undefined|\[object|\{\{|\bNaN\b|null<|>desk\./);
          const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);
          expect(new Set(ids).size).toBe(ids.length);
          const fields = [...text.matchAll(/<(?:input|select)\b[^>]*>/g)].map(([tag]) => tag);
          for (const tag of fields.filter((field) => !field.includes('type="hidden"'))) {
            expect(text).toMatch(new RegExp(`<label[^>]* for="${/ id="([^"]+)"/.exec(tag)?.[1]}"`));
          }
        }
      }
    },
  );

  it('escapes what people wrote', async () => {
    const text = await seenBy(budi, `/desk?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;');
  });

  it('lists every complaint once, page by page', async () => {
    const dinkes = await test.signIn({ role: 'officer', agency: 'tirta-mayang' });
    const filed = await Promise.all(
      Array.from({ length: 43 }, () => test.fileAssigned({ category: 'air-bersih' })),
    );
    const first = await seenBy(dinkes);
    const next = addressIn(first, /<a class="btn" href="([^"]+)" rel="next">/);
    const second = await seenBy(dinkes, next);
    const seen = [...codesIn(first), ...codesIn(second)];
    expect(codesIn(first)).toHaveLength(40);
    expect(seen.sort()).toEqual(filed.map(code).sort());
    expect(second).toContain('<a href="/desk">Kembali ke awal</a>');
    expect(Buffer.byteLength(first)).toBeLessThan(60_000);
  });

  it('tells the script how many complaints came since, in the reader’s language', async () => {
    const text = await seenBy(budi);
    const news = addressIn(text, /data-source="([^"]+)"/);
    const before = (await test.see(news, budi)).body as { count: number };
    await test.fileAssigned();
    await test.fileAssigned(LAMP);
    const { body, status } = await test.see(`${news}&lang=en`, budi);
    expect(status).toBe(200);
    expect(body).toEqual({
      count: before.count + 1,
      text: before.count === 0 ? '1 new complaint' : expect.stringContaining('new complaints'),
    });
  });

  describe('for different readers', () => {
    it('shows staff their own agency, and the command centre and administrators all of them', async () => {
      for (const role of ['officer', 'supervisor', 'agency_head'] as const) {
        const own = codesIn(await seenBy(await test.signIn({ role, agency: 'pupr' })));
        expect(own).toEqual(expect.arrayContaining([drain, road, secret].map(code)));
        expect(own).not.toContain(code(lamp));
        const other = codesIn(await seenBy(await test.signIn({ role, agency: 'dishub' })));
        expect(other).toContain(code(lamp));
        for (const one of [drain, road, secret].map(code)) expect(other).not.toContain(one);
      }
      for (const role of ['command_centre', 'administrator'] as const) {
        const person = await test.signIn({ role, agency: null });
        const all = await seenBy(person, '/desk?q=');
        expect(codesIn(all)).toEqual(expect.arrayContaining([drain, road].map(code)));
        expect(codesIn(await seenBy(person, '/desk?agency=dishub'))).toContain(code(lamp));
        expect(codesIn(await seenBy(person, '/desk?agency=dishub'))).not.toContain(code(road));
        // They act on one complaint at a time, if at all.
        expect(all).not.toContain('type="checkbox" value="yes"');
      }
    });

    it('finds nothing of another agency with any filter', async () => {
      const other = await test.signIn({ role: 'supervisor', agency: 'dishub' });
      const addresses = [
        `/desk?q=${code(road)}`,
        '/desk?agency=pupr',
        '/desk?agency=pupr&category=jalan',
        '/desk?q=berlubang',
        '/desk?due=late',
      ];
      for (const address of addresses) {
        const text = await seenBy(other, address);
        for (const one of [drain, road, secret].map(code)) expect(codesIn(text)).not.toContain(one);
      }
      const csv = (await test.see('/desk/complaints.csv?agency=pupr', other)).text;
      expect(csv).not.toContain('SK-');
      const since = Date.now() - 3_600_000;
      const news = await test.see(`/desk/news?agency=pupr&since=${since}`, other);
      expect(news.body).toMatchObject({ count: 0 });
    });

    it('is closed to reporters, API keys, anonymous visitors and anybody who was signed out', async () => {
      const key = await test.key('officer', 'pupr');
      const gone = await test.signIn({ role: 'officer', agency: 'pupr' });
      expect((await test.see('/desk', gone)).status).toBe(200);
      await test.deps.sessions.closeAllOf(gone.member.id, { by: 'test' });
      const left = await test.signIn({ role: 'officer', agency: 'pupr' });
      await test.deps.staff.deactivate(left.member.id, { by: 'test' });
      const pages = ['/desk', '/desk/news', '/desk/complaints.csv', '/desk/escalated'];
      for (const page of pages) {
        const tries = [
          test.api.get(page),
          test.api.get(page).set('Authorization', `Bearer ${key}`),
          test.api.get(page).set('Authorization', `Bearer ${road?.reporterToken}`),
          test.api.get(`${page}?t=${road?.reporterToken}`),
          test.see(page, gone),
          test.see(page, left),
        ];
        for (const attempt of tries) {
          const { status, text, headers } = await attempt;
          expect([page, status]).toEqual([page, 303]);
          expect(headers.location).toMatch(/^\/sign-in\?next=%2Fdesk/);
          expect(text).not.toContain('SK-');
        }
      }
    });
  });
});

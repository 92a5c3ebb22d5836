import { XMLParser } from 'fast-xml-parser';
import { startPages, type PagesUnderTest } from '../pages-under-test';

const CANARY = 'Kenari-7f3a';
const PLACE = { latitude: -1.6105, longitude: 103.6131 };

describe('the pages that everybody can browse', () => {
  let test: PagesUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startPages();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  const file = (body: object = {}) =>
    test.fileAssigned({ category: 'jalan', location: { ...PLACE, address: 'Jalan Melati' }, ...body });
  const published = async (body: object = {}) => {
    const filed = await file(body);
    await test.act(filed.trackingCode, 'acknowledge', officer);
    return filed;
  };
  const codesIn = (text: string) => [...text.matchAll(/\/track\/(SK-[\w-]{9})/g)].map(([, code]) => code);
  /** A part of the map that nobody has asked for, with the whole city in it: documents are kept for a minute. */
  const unseen = () => `area=103,-2,104,-1.0${(areas += 1)}`;
  let areas = 0;
  const geo = async (query = unseen()) => JSON.parse((await test.page(`/complaints.geojson?${query}`)).text);

  describe('for what is not public', () => {
    it('show nothing in the list, the map, the feeds or a search', async () => {
      const secret = { description: `${CANARY} lubang di depan rumah saya.` };
      const reporter = {
        name: `${CANARY} Siti`,
        email: `${CANARY}@warga.example`,
        phone: '+6281234567890',
      };
      const location = { ...PLACE, address: `${CANARY} gang 3` };
      const unpublished = await file({ ...secret, reporter, location });
      const confidential = await published({ ...secret, reporter, location, confidential: true });
      const hidden = await published({ ...secret, reporter, location });
      const chief = await test.key('command_centre');
      await test.api
        .post(`/api/v1/complaints/${hidden.trackingCode}/visibility`)
        .set('Authorization', `Bearer ${chief}`)
        .send({ hidden: true });
      const rejected = await published({ ...secret, reporter, location });
      await test.act(rejected.trackingCode, 'reject', officer, { reason: 'private_dispute', note: CANARY });
      const addresses = [
        '/',
        '/complaints',
        `/complaints?q=${CANARY}`,
        '/complaints/feed.rss',
        '/complaints.geojson',
      ];
      for (const address of [
        ...addresses,
        `/complaints/feed.rss?q=${CANARY}`,
        `/complaints.geojson?q=${CANARY}`,
      ]) {
        const { status, text } = await test.page(address);
        expect(status).toBe(200);
        expect(
          text.replaceAll(`value="${CANARY}"`, '').replaceAll(/[?&;]q(=|&#x3D;)Kenari-7f3a/g, ''),
        ).not.toContain(CANARY);
        expect(text).not.toContain('3456');
      }
      const placed = (await geo()).features.map(({ id }: { id: string }) => id);
      for (const { trackingCode } of [unpublished, confidential, hidden, rejected])
        expect(placed).not.toContain(trackingCode);
      const map =
        /<svg class="over"[\s\S]*?<\/figure>/.exec((await test.page('/complaints')).text)?.[0] ?? '';
      expect(codesIn(map)).toEqual([]);
      expect((await test.page('/complaints/feed.rss')).text).not.toContain(confidential.trackingCode);
      expect((await test.page('/')).text).not.toContain(confidential.trackingCode);
    });

    it('count no confidential complaint', async () => {
      const countOf = async () => /(\d+) terbuka/.exec((await test.page('/complaints')).text)?.[1];
      const before = await countOf();
      await file({ confidential: true });
      expect(await countOf()).toBe(before);
      await file();
      expect(Number(await countOf())).toBe(Number(before) + 1);
    });

    it('list no confidential complaint under any filter', async () => {
      const { id, trackingCode } = await file({ confidential: true });
      await test.db.sequelize.query(`UPDATE complaints SET clock_offset = 90 * 3600000 WHERE id = '${id}'`);
      for (const query of ['', '?status=late', '?status=open', '?category=jalan', `?q=${trackingCode}`])
        expect(codesIn((await test.page(`/complaints${query}`)).text)).not.toContain(trackingCode);
    });
  });

  describe('for what is public', () => {
    it('show category, district, hours left and the start of the text, with a mark on the map', async () => {
      const filed = await published({ description: `Aspal terkelupas. ${'Panjang sekali. '.repeat(20)}` });
      const { text } = await test.page('/complaints');
      const row =
        new RegExp(`<li><a href="/track/${filed.trackingCode}">.*?</li>`, 's').exec(text)?.[0] ?? '';
      expect(row).toContain('Jelutung · Diterima dinas · 72 jam lagi');
      expect(row).toContain('Aspal terkelupas.');
      expect(row).toContain('…');
      const feature = (await geo()).features.find(({ id }: { id: string }) => id === filed.trackingCode);
      expect(feature).toMatchObject({
        geometry: { coordinates: [PLACE.longitude, PLACE.latitude] },
        properties: { category: 'jalan', district: 'jelutung', status: 'acknowledged', agency: 'pupr' },
      });
      expect(feature.properties).not.toHaveProperty('description');
    });

    it('keep the filters in the address and apply them', async () => {
      const drain = await published({ category: 'drainase' });
      const { text } = await test.page('/complaints?category=drainase&district=&status=open&q=');
      expect(codesIn(text)).toContain(drain.trackingCode);
      expect(text).toContain('<option value="drainase" selected>');
      expect(text).not.toContain('Jalan rusak</span>');
      expect(text).toContain(
        'href="/complaints/feed.rss?category&#x3D;drainase&amp;status&#x3D;open&amp;lang&#x3D;id"',
      );
      const none = await test.page('/complaints?q=tidak-ada-yang-begini');
      expect(none.text).toContain('Tidak ada aduan dengan saringan ini.');
    });

    it('continue where a page ended, with the same filters', async () => {
      for (let n = 0; n < 22; n += 1) await file({ category: 'parkir' });
      const first = await test.page('/complaints?category=parkir');
      const more = /href="(\/complaints\?category[^"]*cursor[^"]*)#list"/.exec(first.text)?.[1] ?? '';
      const next = await test.page(more.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'));
      const [seen, then] = [new Set(codesIn(first.text)), codesIn(next.text)];
      expect(seen.size).toBe(20);
      expect(then.filter((code) => !seen.has(code))).toHaveLength(2);
      expect(next.text).toContain('Kembali ke yang terbaru');
    });

    it('join marks that overlap and link to that part of the map', async () => {
      await published();
      await published();
      const { text } = await test.page('/complaints?category=jalan');
      const area = /href="(\/complaints\?category[^"]*area[^"]*)#list"/.exec(text)?.[1] ?? '';
      expect(text).toMatch(/aria-label="\d+ aduan, yang paling mendesak: /);
      const part = await test.page(area.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'));
      expect(part.status).toBe(200);
      expect(part.text).toContain('Hanya bagian peta yang dipilih.');
    });

    it('refuse an unknown filter with a page', async () => {
      for (const query of [
        'category=lain',
        'status=diterima',
        'area=1,2,3',
        'area=a,b,c,d',
        'district=__proto__',
      ]) {
        const { status, text } = await test.page(`/complaints?${query}`);
        expect([query, status]).toEqual([query, 400]);
        expect(text).toContain('<h1>');
      }
      expect((await test.page('/complaints?cursor=bogus')).status).toBe(422);
    });
  });

  describe('the feeds', () => {
    it('stay the same for a minute, and let caches revalidate them', async () => {
      for (const path of ['/complaints/feed.rss', '/complaints.geojson']) {
        const address = `${path}?${unseen()}`;
        const { headers, type, text } = await test.page(address);
        expect(type).toMatch(/^application\/(rss\+xml|geo\+json)/);
        expect(headers['cache-control']).toBe('public, no-cache');
        expect(headers['set-cookie']).toBeUndefined();
        const again = await test.page(address).set('If-None-Match', headers.etag ?? '');
        expect([again.status, again.text]).toEqual([304, '']);
        const { trackingCode } = await published();
        expect((await test.page(address)).text).toBe(text);
        const other = await test.page(`${path}?${unseen()}`);
        expect(other.headers.etag).not.toBe(headers.etag);
        expect(other.text).toContain(trackingCode);
      }
    });

    it('use the language in their address, whatever a cookie says', async () => {
      const { text } = await test.page('/complaints/feed.rss', 'en');
      expect(text).toContain('<title>Aduan di Kota Jambi</title>');
      const inEnglish = await test.page('/complaints/feed.rss?lang=en');
      expect(inEnglish.text).toContain('<title>Complaints in Kota Jambi</title>');
      // A cache would hand it to everybody.
      expect(inEnglish.headers['set-cookie']).toBeUndefined();
    });

    it('contain hostile text only as text', async () => {
      const filed = await published({
        description: ']]><script>alert(1)</script> & \uFFFE "lubang" di jalan',
      });
      const { text } = await test.page(`/complaints/feed.rss?${unseen()}`);
      const item = text.split('<item>').find((each) => each.includes(filed.trackingCode)) ?? '';
      // The CDATA sections end where they should: nothing that a person wrote is left outside them.
      expect(item.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')).not.toMatch(/<script|alert/);
      expect(item).not.toContain('\uFFFE');
    });

    it('give feed readers, which treat a description as HTML, nothing to run or load', async () => {
      const filed = await published({
        description: 'Lubang <img src=https://jahat.example/x.png><a href="https://jahat.example">klik</a>',
      });
      const { text } = await test.page(`/complaints/feed.rss?${unseen()}`);
      const items: { link: string; description: string }[] = new XMLParser().parse(text).rss.channel.item;
      const { description } = items.find(({ link }) => link.endsWith(filed.trackingCode)) ?? {
        description: '',
      };
      expect(description).toContain('Lubang &lt;img src&#x3D;https://jahat.example/x.png&gt;&lt;a href');
      expect(description).not.toMatch(/[<>]/);
    });
  });
});

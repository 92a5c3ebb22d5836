import type { Filed } from '../../support/api-under-test';
import { codesIn, inPage } from '../desk/desk-under-test';
import { startWall, totalsIn, type WallUnderTest } from './wall-under-test';

const LAMP = { category: 'lampu-jalan' };

describe('the wall', () => {
  let test: WallUnderTest;
  let cases: Record<'road' | 'soon' | 'first' | 'second' | 'third' | 'secret' | 'done', Filed>;
  beforeAll(async () => {
    test = await startWall();
    cases = {
      road: await test.fileAssigned(),
      soon: await test.fileAssigned(LAMP),
      first: await test.fileAssigned(LAMP),
      second: await test.fileAssigned(),
      third: await test.fileAssigned({ location: { latitude: -1.6399, longitude: 103.6131 } }),
      secret: await test.fileAssigned({ confidential: true, description: 'Canary of a secret.' }),
      done: await test.fileAssigned(),
    };
    await test.hoursPassFor(cases.soon, 20);
    await test.hoursPassFor(cases.first, 30);
    await test.hoursPassFor(cases.second, 50);
    await test.hoursPassFor(cases.third, 100);
    await test.act(cases.done.trackingCode, 'resolve', await test.keyOf('pupr'), { note: 'Sudah.' });
  });
  afterAll(() => test.stop());

  const shown = async (query = '') => (await test.see(`/command-centre${query}`)).text;
  const urgent = (html: string) => [...html.matchAll(/<li data-key="(SK-[^"]+)"/g)].map(([, code]) => code);
  const pins = (html: string) =>
    [...html.matchAll(/<a [^>]*data-key="(SK-[^"]+)"><svg/g)].map(([, code]) => code);

  it('counts what is open, due soon and at each level, and what came in and was resolved today', async () => {
    const html = await shown();
    expect(totalsIn(html)).toEqual({
      ...{ open: '6', soon: '1', 'late-1': '1', 'late-2': '1', 'late-3': '1' },
      'on-time-share': '–',
    });
    expect(html).toContain('hari ini 7 masuk, 1 selesai');
    expect(html).toMatch(/Terlalu sedikit untuk dibandingkan \(\d\)/);
  });

  it('links each figure to a list of just those complaints', async () => {
    const html = await shown();
    const addresses = [...html.matchAll(/<a href="([^"]+)" data-key="([\w-]+)" data-value="(\d+)"/g)];
    expect(addresses).toHaveLength(5);
    for (const [, address = '', key, value] of addresses) {
      const list = await test.see(address.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'));
      expect([key, String(codesIn(list.text).length)]).toEqual([key, value]);
    }
    const all = await test.see('/desk?due=pressing');
    expect(codesIn(all.text).sort()).toEqual(urgent(html).sort());
  });

  it('names what somebody has to act on, the highest level first, and since when', async () => {
    const html = await shown();
    const { third, second, first, soon } = cases;
    expect(urgent(html)).toEqual([third, second, first, soon].map(({ trackingCode }) => trackingCode));
    const row = (filed: Filed) =>
      html.slice(html.indexOf(`<li data-key="${filed.trackingCode}"`)).split('</li>')[0];
    expect(row(third)).toMatch(/lewat 28 jam.*target 72 jam/);
    // Not past its target yet: an acknowledgement is missing.
    expect(row(second)).toMatch(/lewat 26 jam.*belum diterima dinas/);
    expect(row(soon)).toMatch(/4 jam lagi/);
    expect(row(third)).toContain(`/desk/complaints/${third.trackingCode}`);
  });

  it('shows every open complaint that has a point on the map, as a shape and in words', async () => {
    const html = await shown();
    expect(pins(html)).toEqual(expect.arrayContaining([cases.third.trackingCode, cases.second.trackingCode]));
    expect(pins(html)).not.toContain(cases.secret.trackingCode);
    expect(html).toContain('1 tanpa titik di peta');
    expect(html).toMatch(/aria-label="Jalan rusak, [^"]+: Tingkat 3, di JCOC"/);
    expect(html).toMatch(/aria-label="\d aduan, yang paling mendesak: [^"]+"/);
    expect(html).toMatch(/aria-label="Jelutung: \d terbuka"/);
  });

  it('is grouped by agency, by category or by district', async () => {
    const rows = (html: string) =>
      [...html.matchAll(/<tr data-key="([^"]+)" data-value="([^"]+)"/g)].map(([, key, value]) => [
        key,
        value,
      ]);
    expect(rows(await shown())).toContainEqual(['dishub', '2 1 1 0 0']);
    expect(rows(await shown('?by=category'))).toContainEqual(['jalan', '4 0 0 1 1']);
    expect(rows(await shown('?by=district')).map(([key]) => key)).toEqual(
      test.city.districts.map(({ code }) => code),
    );
  });

  it('is filtered by a form, and says so', async () => {
    const html = await shown('?agency=dishub&category=&district=');
    expect(totalsIn(html)).toMatchObject({ open: '2', 'late-3': '0', soon: '1' });
    expect(html).toContain('Saring: Dinas Perhubungan, semua kategori');
    expect(html).toContain(inPage('/desk?agency=dishub&due=open&level=1'));
    expect(html).toContain('<option value="dishub" selected>');
    expect((await test.see('/command-centre?agency=nowhere')).status).toBe(422);
  });

  it('shows what happened last, but nothing that a person wrote', async () => {
    const html = await shown();
    const stream = html.slice(html.indexOf('id="stream"'));
    expect(stream).toMatch(/Jalan rusak selesai dalam/);
    expect(stream).toMatch(/Jalan rusak naik ke JCOC/);
    expect(stream).toMatch(/Aduan baru: Lampu jalan.*ke Dinas Perhubungan/);
    for (const words of ['Canary', 'berlubang', 'Siti', 'siti@', 'Sudah.']) expect(html).not.toContain(words);
  });

  it('places every open complaint on one axis, and says so in words', async () => {
    const html = await shown();
    const flow = html.slice(html.indexOf('class="flow"'));
    expect(flow).toContain('Sebaran 6 aduan terbuka');
    expect(flow.match(/class="mark is-/g)).toHaveLength(6);
  });

  it('names agencies that cannot work, as long as they cannot', async () => {
    const bearer = await test.key('command_centre');
    const send = (path: string, body: object = {}) =>
      test.api.post(`/api/v1/agencies/${path}`).set('Authorization', `Bearer ${bearer}`).send(body);
    const { body } = await send('organisasi/outages', { hours: 30, reason: 'Banjir.' });
    expect(await shown('?by=agency')).toMatch(/<span>[^<]+ <b>tidak dapat bekerja sampai [^<]+ WIB<\/b>/);
    await send(`organisasi/outages/${body.id}/undo`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await shown('?by=agency')).not.toContain('tidak dapat bekerja sampai');
  });

  it('works without scripts: it reloads itself and says as of when it is', async () => {
    const html = await shown();
    expect(html).toContain('<noscript><meta http-equiv="refresh" content="60"></noscript>');
    expect(html).toMatch(/Keadaan pukul \d\d\.\d\d/);
    expect(html).not.toMatch(/ style=|<style|<script(?! type="module" src="\/assets\/)/);
  });

  it('is available in English, too', async () => {
    const html = await shown('?lang=en');
    expect(html).toContain('<html lang="en" data-theme="wall">');
    expect(html).toMatch(/Needs action|Flow of deadlines/);
    await shown('?lang=id');
  });
});

describe('the wall of a calm city', () => {
  it('says so', async () => {
    const test = await startWall();
    const html = (await test.see()).text;
    expect(html).toContain('Semua dalam batas waktu.');
    expect(html).toContain('Belum ada kejadian.');
    expect(html).toMatch(/href="\/map\/[0-9a-f]{16}\/ground\.id\.svg#ground"/);
    await test.stop();
  });
});

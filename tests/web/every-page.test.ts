import { complaintUrls } from '../../links/complaint-urls';
import type { Filed } from '../support/api-under-test';
import { formsIn, startPages, type PagesUnderTest } from './pages-under-test';

const BYTES_AT_MOST = 100_000;

describe('every page', () => {
  let test: PagesUnderTest;
  let addresses: string[];
  beforeAll(async () => {
    test = await startPages();
    const officer = await test.key('officer', 'pupr');
    const [open, resolved, rejected, closed] = await Promise.all([1, 2, 3, 4].map(() => test.fileAssigned()));
    if (!open || !resolved || !rejected || !closed) throw new Error('not filed');
    const note = { note: 'Sudah ditambal.' };
    await test.act(resolved.trackingCode, 'resolve', officer, note);
    await test.act(rejected.trackingCode, 'reject', officer, { reason: 'already_handled' });
    await test.act(closed.trackingCode, 'resolve', officer, note);
    await test.act(closed.trackingCode, 'confirm', closed.reporterToken);
    const confidential = await test.fileAssigned({ confidential: true });
    const late = await test.fileAssigned();
    await test.db.sequelize.query(
      `UPDATE complaints SET clock_offset = 50 * 3600000 WHERE id = '${late.id}'`,
    );
    addresses = [
      '/',
      '/my',
      ...['/complaints', '/complaints?category=jalan&q=lubang', '/privacy', '/accessibility'],
      `/track/${open.trackingCode}/support`,
      '/track?code=lampu',
      '/track/SK-0000-0000',
      '/act/SK-0000-0000?t=x',
      ...[open, resolved, rejected, closed, confidential, late].flatMap((filed) => [
        `/track/${filed.trackingCode}`,
        test.mine(filed),
        test.staff(filed),
        test.staff(filed, 'command_centre:jcoc'),
        test.mine(filed, 'confirm', 'confirm'),
        test.mine(filed, 'stop', 'stop'),
      ]),
    ];
  });
  afterAll(() => test.stop());

  it.each(['id', 'en'])(
    'has a title, a language, one heading, labelled fields and no leftover placeholders (%s)',
    async (language) => {
      for (const address of addresses) {
        const { text, headers } = await test.page(address, language);
        expect(headers['content-type']).toBe('text/html; charset=utf-8');
        expect(text).toMatch(/<title>[^<]+ · SiKesal<\/title>/);
        expect(text).toContain(`<html lang="${language}"`);
        expect(text.match(/<h1[ >]/g)).toHaveLength(1);
        expect(unlabelled(text)).toEqual([]);
        expect(duplicates([...text.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id))).toEqual([]);
        expect(text).not.toMatch(/undefined|\[object|\{\{|\bNaN\b|null<|>web\./);
        expect(Buffer.byteLength(text)).toBeLessThan(BYTES_AT_MOST);
      }
    },
  );

  it('has no inline script or style, and allows none but ours', async () => {
    for (const address of addresses) {
      const { text, headers } = await test.page(address);
      expect(text).not.toMatch(/<script(?! type="module" src="\/assets\/)|<style| style=| on\w+=/);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('links to assets that exist, and that may be cached for good only at their versioned address', async () => {
    const { text } = await test.page('/');
    const assets = [...text.matchAll(/href="(\/assets\/[^"]+)"/g)].map(([, address = '']) => address);
    expect(assets.length).toBeGreaterThan(1);
    for (const asset of assets) {
      const { status, headers } = await test.page(asset);
      expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    }
    const [version] = /^\/assets\/[0-9a-f]{16}/.exec(assets[0] ?? '') ?? [];
    for (const beside of [
      'pucuk-rebung.svg',
      'filing/where.js',
      'vendor/leaflet/leaflet.js',
      'vendor/exifreader.js',
    ])
      expect((await test.page(`${version}/${beside}`)).headers['cache-control']).toMatch(/immutable/);
    for (const unversioned of [
      '/assets/0123456789abcdef/pages.css',
      '/assets/pages.css',
      '/assets/vendor/exifreader.js',
    ]) {
      const { status, headers } = await test.page(unversioned);
      expect([status, String(headers['cache-control']).includes('immutable')]).toEqual([200, false]);
    }
    expect((await test.page('/assets/../create-pages.ts')).status).toBe(404);
    expect((await test.page('/assets/%2e%2e/create-pages.ts')).status).toBe(404);
  });
});

describe('a link in a mail', () => {
  let test: PagesUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startPages();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  const urlsOf = ({ id, trackingCode }: Filed, recipient: string) =>
    complaintUrls({
      publicUrl: 'https://sikesal.test',
      links: test.deps.links,
      trackingCode,
      complaintId: id,
      recipient,
      generation: 1,
    });
  const open = async (url: string) => {
    const { pathname, search, hash, searchParams } = new URL(url);
    const { status, text } = await test.page(pathname + search);
    expect(status).toBe(200);
    return { text, part: searchParams.get('do') ?? hash.slice(1) };
  };

  it('opens a page for staff with the form that it names', async () => {
    const filed = await test.fileAssigned();
    const urls = urlsOf(filed, 'supervisor:pupr');
    for (const act of ['acknowledge', 'resolve', 'reassign', 'extend']) {
      const { text, part } = await open(urls.act(act));
      expect(formsIn(text)).toContain(part);
    }
  });

  it('opens a page for the reporter with the question that it names', async () => {
    const filed = await test.fileAssigned();
    const urls = urlsOf(filed, `reporter:${filed.id}`);
    for (const url of [urls.track(), urls.mine(), urls.confirm(), urls.stop()]) await open(url);
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    for (const part of ['confirm', 'reopen']) {
      expect(formsIn((await open(urls.mine(part))).text)).toContain(part);
    }
    await test.act(filed.trackingCode, 'confirm', filed.reporterToken);
    expect(formsIn((await open(urls.mine('rating'))).text)).toContain('rating');
  });
});

function unlabelled(html: string): string[] {
  const fields = [...html.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)].map(([tag]) => tag);
  return fields.filter((tag) => {
    const id = / id="([^"]+)"/.exec(tag)?.[1];
    return (
      !tag.includes('type="hidden"') && !(id && html.includes(`<label for="${id}"`)) && !isWrapped(html, id)
    );
  });
}

function isWrapped(html: string, id: string | undefined): boolean {
  return id !== undefined && html.includes(`<label class="check" for="${id}">`);
}

function duplicates(values: string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PRECACHED_ASSETS, WORKER_SCRIPTS } from '../../../web/app/precached-assets';
import { signedIn } from '../../support/signed-in';
import { startPages, type PagesUnderTest } from '../pages-under-test';

const PUBLIC = path.resolve(__dirname, '../../../web/public');

interface Kept {
  url: string;
  revision: string | null;
}

describe('the service worker', () => {
  let test: PagesUnderTest;
  const started: PagesUnderTest[] = [];
  const start = async (options: Parameters<typeof startPages>[0] = {}) => {
    const pages = await startPages(options);
    started.push(pages);
    return pages;
  };
  beforeAll(async () => {
    test = await start();
  });
  afterAll(async () => {
    for (const each of started) await each.stop();
  });

  const textOf = async (pages: PagesUnderTest) => (await pages.page('/sw.js')).text;
  const keptBy = async (pages: PagesUnderTest): Promise<Kept[]> =>
    JSON.parse(/startWorker\((.*)\)/.exec(await textOf(pages))?.[1] ?? '{}').precache;

  it('is asked for anew each time, and may load and ask only our own', async () => {
    const { headers } = await test.page('/sw.js');
    expect(headers['content-type']).toContain('javascript');
    expect(headers['cache-control']).toBe('public, no-cache');
    expect(headers['content-security-policy']).toContain("worker-src 'self'");
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('keeps only what is there, sets no cookie and redirects nowhere', async () => {
    for (const { url } of await keptBy(test)) {
      const { status, headers } = await test.page(url);
      expect([url, status, headers['set-cookie']]).toEqual([url, 200, undefined]);
    }
  });

  it('keeps the same page for everybody, whoever is signed in', async () => {
    const { cookie } = await signedIn(test.deps);
    for (const { url } of (await keptBy(test)).filter((each) => each.url.startsWith('/app/'))) {
      const signedIn = await test.api.get(url).set('Cookie', `${cookie}; lang=en`);
      expect(signedIn.text).toBe((await test.page(url)).text);
      expect(signedIn.text).toContain(`<html lang="${url.split('/')[2]}"`);
    }
  });

  it('keeps every script that one of the kept scripts imports', async () => {
    const ours = [...PRECACHED_ASSETS, ...WORKER_SCRIPTS].filter(
      (name) => name.endsWith('.js') && !name.startsWith('vendor/'),
    );
    for (const name of ours) {
      const source = (await readFile(path.join(PUBLIC, name), 'utf8')).replaceAll(/\/\*[^]*?\*\//g, '');
      for (const [, imported = ''] of source.matchAll(/(?:import|from|import\(|URL\()\s*'(\.[^']+)'/g))
        expect(PRECACHED_ASSETS).toContain(path.posix.join(path.posix.dirname(name), imported));
    }
  });

  it('is another one when a kept page or the policy that is kept with it changes, and only then', async () => {
    const mapTiles = { url: 'https://tiles.example/{z}/{x}/{y}.png', attribution: 'Kota' };
    const [same, other] = await Promise.all([start(), start({ pages: { mapTiles } })]);
    expect(await textOf(same)).toBe(await textOf(test));
    const pages = async (kept: PagesUnderTest) =>
      (await keptBy(kept)).filter(({ url }) => url.startsWith('/app/'));
    const [before, after] = [await pages(test), await pages(other)];
    for (const [index, { url, revision }] of before.entries()) {
      expect(after[index]?.url).toBe(url);
      expect(after[index]?.revision).not.toBe(revision);
    }
  });

  it('ends itself where it is switched off, and no page registers it', async () => {
    const off = await start({ pages: { isOfflineOff: true } });
    const text = await textOf(off);
    expect(text).toContain('self.registration.unregister()');
    expect(text).not.toContain('importScripts');
    expect((await off.page('/')).text).not.toContain('data-worker');
    expect((await test.page('/')).text).toContain('data-worker="/sw.js"');
  });

  it('is registered by no page with a secret, and by none of staff', async () => {
    const filed = await test.fileAssigned();
    expect((await test.page(test.mine(filed))).text).not.toContain('data-worker');
    expect((await test.page(test.staff(filed))).text).not.toContain('data-worker');
  });
});

import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { loadCityPack } from '../../city/load-city-pack';
import { kotaJambi } from '../city/pack-folders';
import { drawn } from '../photos/sample-photos';
import { sessionCookieName } from '../../api/authentication/own-cookie';
import { signedIn } from '../support/signed-in';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { startPages, type PagesUnderTest } from '../web/pages-under-test';
import { accessibilityIssues } from './accessibility';
import { fillWhat, fillWhere, numberOn, press } from './document-walk';
import { buyPhone, untilKept, type Phone } from './phone';
import { asFiles } from './send-form';
import { untilSo } from './until-so';

const PUBLIC = path.resolve(__dirname, '../../web/public');
const WAITING = 'Menunggu jaringan.';
const ANSWER_MS = 10_000;
const DAY_MS = 24 * 3_600_000;

/** What happens to the app on a phone over days: releases, other tabs, no space, other apps. */
describe('the app on a phone', () => {
  let database: TestDatabase;
  let release: PagesUnderTest;
  let phone: Phone;
  const started: PagesUnderTest[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    release = await start();
  });
  afterAll(async () => {
    for (const each of started) await each.stop();
    await database.drop();
  });
  beforeEach(async () => {
    phone = await buyPhone(urlOf(release));
  });
  afterEach(() => phone.throwAway());

  /** Another release of the service, on the same database. */
  async function start(pages: Parameters<typeof startPages>[0] & object = {}): Promise<PagesUnderTest> {
    const city = await loadCityPack(kotaJambi);
    const test = await startPages({ ...pages, on: { city, database } });
    started.push(test);
    return test;
  }

  async function openKept(address = '/'): Promise<Page> {
    const page = await phone.open();
    await page.goto(address);
    await untilKept(page);
    return page;
  }

  async function queue(page: Page, words: string): Promise<void> {
    phone.intoDeadSpot();
    await page.goto('/file');
    await fillWhat(page, { words });
    await fillWhere(page);
    await press(page, 'you');
    await press(page, 'check');
    await page.getByText(WAITING).waitFor();
  }

  const filed = async (words: string): Promise<number> => {
    const [rows] = await database.db.sequelize.query('SELECT 1 FROM complaints WHERE description = :words', {
      replacements: { words },
    });
    return rows.length;
  };

  describe('and its releases', () => {
    it('loses no draft to an update, which waits until the form is closed', async () => {
      const assetsFolder = await anotherRelease();
      try {
        const next = await start({ pages: { assetsFolder } });
        const page = await openKept('/file');
        const photo = await drawn(300, 200).jpeg().toBuffer();
        await fillWhat(page, { words: 'Lampu gapura padam, sejak hujan.', photo });
        await page.locator('[data-step="where"]').waitFor();
        phone.meet(urlOf(next));
        const other = await page.context().newPage();
        await other.goto('/help');
        await untilSo(other, 'navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting)');
        await other.close();
        // The form goes on as the release that it is, with what it loads later.
        await fillWhere(page);
        await page.goBack();
        await page.goBack();
        expect(await page.inputValue('#description')).toBe('Lampu gapura padam, sejak hujan.');

        await page.goto('/help');
        await untilSo(page, 'navigator.serviceWorker.getRegistration().then(({ waiting }) => !waiting)');
        await page.goto('/file');
        await untilSo(
          page,
          `document.querySelector('[href^="${await assetsOf(next)}/"]') && document.querySelector('#description').value`,
        );
        expect(await page.inputValue('#description')).toBe('Lampu gapura padam, sejak hujan.');
        expect(await page.inputValue('#landmark')).toBe('Seberang pos ronda');
        expect(await page.locator('[data-photo-list] li').count()).toBe(1);
      } finally {
        await rm(assetsFolder, { recursive: true });
      }
    });

    it('gives the worker up where it is taken back, and still sends what waits', async () => {
      const words = 'Lampu lorong dua padam semua.';
      const off = await start({ pages: { isOfflineOff: true } });
      const page = await openKept();
      await queue(page, words);
      phone.meet(urlOf(off));
      await phone.backOnline();
      await page.goto('/help');
      await untilSo(page, 'navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)');
      await untilSo(page, 'caches.keys().then((names) => names.length === 0)');
      await page.goto('/my');
      await numberOn(page);
      expect(await filed(words)).toBe(1);
    });
  });

  describe('in two tabs', () => {
    it('shows in each what was written in the other, and keeps both', async () => {
      const page = await openKept('/file');
      const other = await page.context().newPage();
      await other.goto('/file');
      await page.bringToFront();
      await page.locator('#description').fill('Lampu pasar padam.');
      await untilSo(other, 'document.querySelector("#description").value === "Lampu pasar padam."');
      await other.bringToFront();
      await other.locator('label[for="category-lampu-jalan"]').click();
      await untilSo(page, 'document.querySelector("#category-lampu-jalan").checked');
      await page.reload();
      expect(await page.inputValue('#description')).toBe('Lampu pasar padam.');
    });

    it('sends it once, and gives the other tab an empty form', async () => {
      const words = 'Lampu simpang lima mati total.';
      const page = await openKept('/file');
      const other = await page.context().newPage();
      await fillWhat(page, { words });
      await fillWhere(page);
      await press(page, 'you');
      await page.locator('[data-step="check"] .review').waitFor();
      await other.goto('/file#check');
      await other.locator('[data-step="check"] .review').waitFor();
      await press(page, 'check');
      await numberOn(page);
      await other.locator('[data-step="what"]').waitFor();
      expect(await other.inputValue('#description')).toBe('');
      expect(await filed(words)).toBe(1);
    });
  });

  describe('when something is short', () => {
    it('says that the phone is full, and loses nothing that is on the screen', async () => {
      const words = 'Lampu kantor lurah padam, sejak kemarin.';
      const page = await phone.open();
      await page.goto('/help');
      const origin = originOf(page);
      const cdp = await page.context().newCDPSession(page);
      // Before the first write: the browser remembers for half a minute how much room there was.
      await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 400_000 });
      await page.goto('/file');
      const photo = await drawn(1600, 1200).jpeg({ quality: 95 }).toBuffer();
      await page.setInputFiles('#photos-input', asFiles([photo]));
      await page.locator('[data-photo-refusals]', { hasText: 'penyimpanannya penuh' }).waitFor();
      await page.locator('#description').fill(words);
      await page.locator('label[for="category-lampu-jalan"]').click();
      // What was refused is said once more to whoever goes on; the second time they know.
      await press(page, 'what');
      await press(page, 'what');
      await fillWhere(page);
      await page.locator('#email').fill('siti@warga.example');
      await press(page, 'you');
      await page.locator('[data-step="check"] .review').waitFor();
      await page.evaluate(`(async () => {
        for (let size = 100_000; size > 0; size = Math.floor(size / 4))
          for (let full = false, at = 0; !full && at < 20; at += 1)
            await self.sikesal.store.set(size + '-' + at, 'x'.repeat(size)).catch(() => (full = true));
      })()`);
      await press(page, 'check');
      await page.locator('[data-full]').waitFor();
      expect(await accessibilityIssues(page)).toEqual([]);
      await cdp.send('Storage.overrideQuotaForOrigin', { origin });
      const hasRoom = 'self.sikesal.store.set("room", "x".repeat(10_000)).then(() => true, () => false)';
      await untilSo(page, hasRoom, { withinMs: 45_000 });
      await press(page, 'check');
      await numberOn(page);
      expect(await filed(words)).toBe(1);
    });

    it.each([-1, 1])('sends with a clock that is %d h off', async (hours) => {
      const words = `Lampu tugu padam, jam saya meleset ${hours}.`;
      const page = await openKept();
      await page.context().addInitScript(`{
        const now = Date.now;
        Date.now = () => now() + ${hours * 3_600_000};
      }`);
      await queue(page, words);
      await phone.backOnline();
      await page.reload();
      await numberOn(page);
      expect(await filed(words)).toBe(1);
    });

    it('asks again after a week, and sends nothing before it is told to', async () => {
      const words = 'Lampu jembatan padam seminggu.';
      const page = await openKept();
      await queue(page, words);
      await page.evaluate(`(async () => {
        const { store } = self.sikesal;
        const [{ key }] = await store.entries();
        const at = Date.now() - ${8 * DAY_MS};
        await store.changeEntry(key, { pressedAt: at, wantedAt: at });
      })()`);
      await phone.backOnline();
      await page.goto('/my');
      await page.getByText('Sudah menunggu seminggu.').waitFor();
      await page.evaluate('self.sikesal.sendWaiting()');
      expect(await filed(words)).toBe(0);
      await page.locator('[data-do="send"]').click();
      await numberOn(page);
      expect(await filed(words)).toBe(1);
    });
  });

  describe('while nobody looks', () => {
    it('sends with all pages closed, and tells it where that is allowed', async () => {
      const words = 'Lampu halte padam, sudah gelap.';
      const page = await openKept();
      await page.context().grantPermissions(['notifications']);
      await queue(page, words);
      const cdp = await page.context().newCDPSession(page);
      const registrationId = await registrationOf(cdp);
      const origin = originOf(page);
      await page.goto('about:blank');
      await phone.backOnline();
      // An event that meets a worker as it stops is never answered; browsers then send another one, too.
      while ((await filed(words)) === 0) {
        const event = { origin, registrationId, tag: 'sikesal-send', lastChance: false };
        await Promise.race([cdp.send('ServiceWorker.dispatchSyncEvent', event), delay(ANSWER_MS)]);
      }
      await page.goto('/help');
      const told = 'navigator.serviceWorker.getRegistration().then((it) => it.getNotifications())';
      await untilSo(page, `${told}.then((all) => all.length > 0)`);
      const titles = await page.evaluate(`${told}.then((all) => all.map(({ title }) => title))`);
      await page.goto('/my');
      expect(titles).toEqual([`Aduan Anda terkirim: ${await numberOn(page)}`]);
    });
  });

  describe('with pages that were looked at', () => {
    it('opens them without a network, with their age and nothing that cannot be done', async () => {
      const complaint = await release.fileAssigned();
      const page = await openKept();
      const address = `/track/${complaint.trackingCode}`;
      await page.goto(address);
      await page.goto('/help');
      await page.context().addInitScript(`{
        const now = Date.now;
        Date.now = () => now() + 2 * 3_600_000;
      }`);
      await phone.intoFlightMode();
      await page.goto(address);
      await page.getByText('Halaman ini disimpan di ponsel Anda 2 jam yang lalu.').waitFor();
      expect(await page.locator('.due .left').isVisible()).toBe(false);
      expect(await page.locator('.code').first().innerText()).toBe(complaint.trackingCode);
      expect(await accessibilityIssues(page)).toEqual([]);
      await page.goto('/complaints?category=jalan');
      await page.getByText('Tidak ada jaringan').first().waitFor();
      expect(await accessibilityIssues(page)).toEqual([]);
      await phone.backOnline();
      await page.goto(address);
      expect(await page.locator('[data-kept-bar]').isVisible()).toBe(false);
    });

    it('forgets a page that the service does not show any more', async () => {
      const complaint = await release.fileAssigned();
      const page = await openKept();
      const address = `/track/${complaint.trackingCode}`;
      await page.goto(address);
      await database.db.sequelize.query(
        `UPDATE complaints SET tracking_code = 'SK-0000-0000' WHERE id = '${complaint.id}'`,
      );
      await page.reload();
      await phone.intoFlightMode();
      await page.goto(address);
      await page.getByText('Tidak ada jaringan').first().waitFor();
    });

    it('keeps none with a secret and none of staff', async () => {
      const complaint = await release.fileAssigned({ description: 'Canary-Kenanga lampu padam di gang.' });
      const { token } = await signedIn(release.deps);
      const page = await openKept();
      for (const address of [
        release.mine(complaint),
        release.mine(complaint, 'confirm', 'confirm'),
        release.staff(complaint),
        ...['/file/what', '/sign-in', '/my', '/complaints?q=gang'],
      ])
        await page.goto(address);
      await page.context().addCookies([
        {
          name: sessionCookieName(release.deps.settings),
          value: token,
          url: originOf(page).replace('http:', 'https:'),
          secure: true,
        },
      ]);
      for (const address of ['/desk', '/', `/track/${complaint.trackingCode}`]) await page.goto(address);
      const cached = await cachedOn(page);
      expect(cached).toContain('/app/id/form');
      expect(cached).not.toMatch(/[?&]t=|Canary-Kenanga|\/desk|\/act\/|\/track\//);
    });
  });

  describe('once it can be installed', () => {
    it('is complete for the browser', async () => {
      const page = await openKept();
      const cdp = await page.context().newCDPSession(page);
      const { errors, data } = await cdp.send('Page.getAppManifest');
      expect(errors).toEqual([]);
      expect(JSON.parse(data ?? '{}')).toMatchObject({ id: '/', lang: 'id' });
      const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
      // The test's window keeps a profile of its own, but counts as one of these.
      expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    });

    it('invites after the first number, once', async () => {
      const page = await openKept();
      await offerToInstall(page);
      expect(await page.evaluate('self.wasHeldBack')).toBe(true);
      await page.goto('/my');
      await offerToInstall(page);
      expect(await page.locator('[data-invitation]').isVisible()).toBe(false);
      await page.goto('/file');
      await offerToInstall(page);
      await fillWhat(page, { words: 'Lampu lapangan futsal padam.' });
      await fillWhere(page);
      await press(page, 'you');
      await press(page, 'check');
      await numberOn(page);
      await page.locator('[data-step="sent"] [data-invitation]').waitFor();
      expect(await accessibilityIssues(page)).toEqual([]);
      await page.getByRole('button', { name: 'Tidak, terima kasih' }).click();
      await page.locator('[data-invitation]').waitFor({ state: 'hidden' });
      await page.goto('/my');
      await offerToInstall(page);
      await numberOn(page);
      expect(await page.locator('[data-invitation]').isVisible()).toBe(false);
    });

    it('takes photos and text from other apps into the draft, also without a network', async () => {
      const page = await openKept('/file');
      await page.locator('#description').fill('Lampu padam.');
      await untilSo(page, 'self.sikesal.store.readDraft().then(({ fields }) => fields.description)');
      phone.intoDeadSpot();
      const photo = await drawn(300, 200).jpeg().toBuffer();
      await share(page, { text: 'Dekat musala.', photos: Array.from({ length: 6 }, () => photo) });
      await untilSo(page, 'document.querySelectorAll("[data-photo-list] li[data-photo]").length === 5');
      expect(new URL(page.url()).pathname).toBe('/file');
      expect(await page.inputValue('#description')).toBe('Lampu padam.\nDekat musala.');
      await page.locator('[data-photo-refusals]', { hasText: '1' }).waitFor();
      await untilSo(page, 'self.sikesal.store.photosOf("shared").then((all) => all.length === 0)');
      await page.reload();
      await untilSo(page, 'document.querySelectorAll("[data-photo-list] li[data-photo]").length === 5');
    });
  });

  it('points to the city’s service and to the address that was meant, and stops nobody', async () => {
    const page = await openKept('/file');
    phone.intoDeadSpot();
    await page.locator('#description').fill('Tagihan PBB saya keliru.');
    const pointer = page.locator('[data-elsewhere] a');
    await pointer.waitFor();
    expect(await pointer.getAttribute('href')).toBe('/services#pbb');
    expect(await accessibilityIssues(page)).toEqual([]);
    await page.locator('#description').fill('Lampu jalan padam di depan pasar.');
    expect(await pointer.isVisible()).toBe(false);
    await fillWhat(page, { words: 'Tagihan PBB saya keliru.' });
    await fillWhere(page);
    await page.locator('#email').fill('siti@gmial.com');
    await page.locator('#email').blur();
    await page.getByText('Maksud Anda siti@gmail.com?').waitFor();
    expect(await accessibilityIssues(page)).toEqual([]);
    await page.locator('[data-meant] button').click();
    expect(await page.inputValue('#email')).toBe('siti@gmail.com');
    await press(page, 'you');
    await page.locator('[data-step="check"] .review', { hasText: 'siti@gmail.com' }).waitFor();
  });
});

function urlOf({ server }: PagesUnderTest): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function assetsOf(release: PagesUnderTest): Promise<string> {
  const { text } = await release.page('/help');
  return /href="(\/assets\/\w+)\/pages.css"/.exec(text)?.[1] ?? '';
}

function originOf(page: Page): string {
  return new URL(page.url()).origin;
}

/** The assets with one that differs, as in the next release. */
async function anotherRelease(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sikesal-release-'));
  await cp(PUBLIC, folder, { recursive: true });
  await writeFile(path.join(folder, 'next.css'), '/* new */');
  return folder;
}

async function registrationOf(cdp: CDPSession): Promise<string> {
  const found = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  return found;
}

/** A browser without a window makes no offer of its own. */
function offerToInstall(page: Page): Promise<void> {
  return page.evaluate<void>(`{
    const offer = new Event('beforeinstallprompt', { cancelable: true });
    offer.prompt = async () => ({ outcome: 'accepted' });
    window.dispatchEvent(offer);
    self.wasHeldBack = offer.defaultPrevented;
  }`);
}

/** As the system's share sheet does it. */
async function share(page: Page, { text, photos }: { text: string; photos: Buffer[] }): Promise<void> {
  await page.evaluate(`{
    const form = document.createElement('form');
    Object.assign(form, { id: 'share', method: 'post', action: '/file/share', enctype: 'multipart/form-data' });
    form.innerHTML = '<textarea name="text"></textarea><input type="file" name="photos" multiple>';
    document.body.append(form);
  }`);
  await page.locator('#share textarea').fill(text);
  await page.setInputFiles('#share input', asFiles(photos));
  await Promise.all([page.waitForNavigation(), page.evaluate('document.querySelector("#share").submit()')]);
}

/** Addresses and bodies of everything in caches. */
function cachedOn(page: Page): Promise<string> {
  return page.evaluate<string>(`(async () => {
    const kept = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const { pathname, searchParams } = new URL(request.url);
        searchParams.delete('__WB_REVISION__');
        kept.push(pathname + '?' + searchParams);
        if (!/assets/.test(request.url)) kept.push(await (await cache.match(request, { ignoreVary: true })).text());
      }
    }
    return kept.join('\\n');
  })()`);
}

import type { Page } from 'playwright-core';
import { drawScene } from '../../support/draw-scene';
import { drawn } from '../../photos/sample-photos';
import { accessibilityIssues } from '../accessibility';
import type { Scenery } from '../scenery';
import { asFiles } from '../send-form';
import { openPhone, openWithoutScript, type Visitor } from '../visitor';

/** What phones have at the edge of a cell. */
const SLOW = { offline: false, latency: 300, downloadThroughput: 200_000, uploadThroughput: 50_000 };

/** The photo field while the network is slow: the progress of a photo, and the way on without it. */
export function describePhotosOnASlowNetwork(scenery: Scenery): void {
  let photo: Buffer;
  beforeAll(async () => {
    photo = await drawn(500, 400).jpeg({ quality: 95 }).toBuffer();
  });

  describe('a photo on a slow network', () => {
    let phone: Visitor;
    let page: Page;
    beforeEach(async () => {
      const { browser, url } = scenery();
      phone = await openPhone(browser, { url });
      page = phone.page;
    });
    afterEach(() => phone.close());

    async function slowDown(): Promise<void> {
      const session = await phone.context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', SLOW);
    }

    /** Fills in the first step, with a photo that is being sent. */
    async function writeWithPhoto(): Promise<void> {
      await page.goto('/file/what');
      await slowDown();
      await page.fill('#description', 'Lubang besar di tengah jalan.');
      await page.check('#category-jalan');
      await page.setInputFiles('#photos-input', asFiles([photo]));
    }

    const share = () => page.evaluate<number>('document.querySelector("[data-photo-wait] progress").value');

    it('is waited for with visible progress, after which the form is sent by itself', async () => {
      expect(photo.length).toBeGreaterThan(150_000);
      expect(photo.length).toBeLessThan(400_000);
      await writeWithPhoto();
      await page.click('.onward button');
      const wait = page.locator('[data-photo-wait]');
      await wait.waitFor();
      expect(await page.evaluate('document.activeElement.hasAttribute("data-photo-wait")')).toBe(true);
      const seen = new Set<number>();
      while (new URL(page.url()).pathname === '/file/what' && (await wait.isVisible())) {
        seen.add(await share().catch(() => 1));
        await page.waitForTimeout(200);
      }
      // Something new in each of the three seconds or more that it takes.
      expect(seen.size).toBeGreaterThan(3);
      await page.waitForURL(/\/file\/where$/);
      await page.goto('/file/what');
      expect(await page.locator('[data-photo-list] li[data-photo]').count()).toBe(1);
    });

    it('can be left behind with the keyboard alone, and nothing else is lost', async () => {
      await writeWithPhoto();
      await page.focus('.onward button');
      await page.keyboard.press('Enter');
      await page.locator('[data-photo-wait]').waitFor();
      expect(await page.innerText('[data-photo-bytes]')).toMatch(/^0,\d\d dari 0,\d\d MB terkirim$/);
      expect(await accessibilityIssues(page)).toEqual([]);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe(
        'Lanjut tanpa foto yang belum terkirim',
      );
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/file\/where$/);
      await page.goto('/file/what');
      expect(await page.inputValue('#description')).toBe('Lubang besar di tengah jalan.');
      expect(phone.issues()).toEqual([]);
    });

    it('is cancelled by its own button, which does not send the form', async () => {
      await writeWithPhoto();
      await page.locator('[data-photo-list] li button').click();
      await page.locator('[data-photo-list] li').waitFor({ state: 'detached' });
      expect(new URL(page.url()).pathname).toBe('/file/what');
      expect(await page.innerText('[data-photo-refusals]')).toBe('');
    });

    it('is reported as refused before the form is sent', async () => {
      await page.goto('/file/what');
      await slowDown();
      await page.fill('#description', 'Lubang besar di tengah jalan.');
      await page.check('#category-jalan');
      const noPhoto = { name: 'surat.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(40_000, 1) };
      await page.setInputFiles('#photos-input', [noPhoto]);
      await page.click('.onward button');
      await page.locator('[data-photo-refusals] p').waitFor();
      expect(await page.locator('[data-photo-wait]').isVisible()).toBe(false);
      expect(new URL(page.url()).pathname).toBe('/file/what');
    });
  });

  describe('the photo field of an act', () => {
    const openObjection = async (visitor: Visitor) => {
      const { client } = scenery();
      const filed = await client.file({ reporter: { email: 'foto@warga.example' } });
      await client.act(filed.trackingCode, 'resolve', await client.keyOf('officer', 'pupr'), {
        note: 'Sudah ditambal.',
      });
      await visitor.open(`/my/${filed.trackingCode}?t=${filed.reporterToken}`);
      await visitor.page.locator('details:has(form#reopen) summary').click();
      return filed.trackingCode;
    };
    const fillIn = async (page: Page) => {
      await page.selectOption('#reopen-reason', 'not_repaired');
      await page.fill('#reopen-text', 'Lubangnya masih ada.');
    };
    const send = (page: Page) => Promise.all([page.waitForNavigation(), page.click('form#reopen > button')]);
    const photosOfObjection = async (code: string) => {
      const { client } = scenery();
      const { timeline } = await client.get(code, await client.keyOf('command_centre'));
      return timeline.find(({ type }) => type === 'reopened')?.data.photos;
    };

    it('shrinks a large photo in the page, says what it refuses, and sends the form without that', async () => {
      const { browser, url } = scenery();
      const phone = await openPhone(browser, { url });
      try {
        const code = await openObjection(phone);
        const { page } = phone;
        const large = await drawScene({ scene: 'pothole', width: 4000 });
        const refused = { name: 'surat.pdf', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.7') };
        const sent = page.waitForRequest((request) => request.url().endsWith('/uploads'));
        await page.setInputFiles('#reopen-photos', [...asFiles([large]), refused]);
        expect((await (await sent).sizes()).requestBodySize).toBeLessThan(large.length);
        await page.locator('form#reopen li[data-photo]').waitFor();
        await page.locator('form#reopen [data-photo-refusals] p').waitFor();
        expect(await page.innerText('form#reopen [data-photo-refusals]')).toContain('“surat.pdf”');
        await fillIn(page);
        expect(await accessibilityIssues(page)).toEqual([]);
        await send(page);
        expect(await photosOfObjection(code)).toHaveLength(1);
      } finally {
        await phone.close();
      }
    });

    it('keeps showing a photo that it could not remove over the network', async () => {
      const { browser, url } = scenery();
      const phone = await openPhone(browser, { url });
      try {
        const code = await openObjection(phone);
        const { page } = phone;
        await page.setInputFiles('#reopen-photos', asFiles([photo]));
        const item = page.locator('form#reopen li[data-photo]');
        await item.waitFor();
        await page.route(/\/uploads\/.*\/remove/, (route) => route.abort());
        await item.locator('button').click();
        await page.locator('form#reopen [data-photo-refusals] p').waitFor();
        expect(await page.innerText('form#reopen [data-photo-refusals]')).toBe(
          'Foto ini belum terhapus. Coba lagi.',
        );
        expect(await item.count()).toBe(1);
        await page.unroute(/\/uploads\/.*\/remove/);
        await item.locator('button').click();
        await item.waitFor({ state: 'detached' });
        await fillIn(page);
        await send(page);
        expect(await photosOfObjection(code)).toBeUndefined();
      } finally {
        await phone.close();
      }
    });

    it('is a plain field without scripts', async () => {
      const { browser, url } = scenery();
      const phone = await openWithoutScript(browser, { url });
      try {
        const code = await openObjection(phone);
        const { page } = phone;
        const photo = await drawScene({ scene: 'pothole', width: 800 });
        await page.setInputFiles('#reopen-photos', asFiles([photo]));
        await fillIn(page);
        await send(page);
        expect(await photosOfObjection(code)).toHaveLength(1);
      } finally {
        await phone.close();
      }
    });
  });
}

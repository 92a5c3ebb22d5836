import type { Page } from 'playwright-core';
import { drawn } from '../../photos/sample-photos';
import { confirmPlace } from '../confirm-place';
import { accessibilityIssues } from '../accessibility';
import { buyPhone, untilKept, type Phone } from '../phone';
import type { Scenery } from '../scenery';
import { fillWhat, fillWhere, numberOn, press } from '../document-walk';
import { untilSo } from '../until-so';

const WORDS = 'Tiga lampu jalan di depan pasar padam sejak kemarin malam.';
const CANARIES = { name: 'Canary Ratih', email: 'canary.ratih@warga.example', phone: '0812 7777 1234' };
const MAILBOX = 'aduan@dishub.kota-jambi.example';
const PHOTO_BYTES_AT_LEAST = 3_000_000;
const MINUTE_MS = 60_000;

/** The form without a network, from the first letter to the number. */
export function describeAppOffline(scenery: Scenery): void {
  describe('a phone without a network', () => {
    let phone: Phone;
    beforeEach(async () => {
      phone = await buyPhone(scenery().url);
    });
    afterEach(() => phone.throwAway());

    const filed = async (words: string) => {
      const { client } = scenery();
      const [rows] = await client.db.sequelize.query(
        `SELECT c.tracking_code AS code, count(p.id)::int AS photos FROM complaints c
          LEFT JOIN photos p ON p.complaint_id = c.id WHERE c.description = :words GROUP BY c.id`,
        { replacements: { words } },
      );
      return rows as { code: string; photos: number }[];
    };

    it('files a lamp with a photo in flight mode, and shows the number when the network is back', async () => {
      const photo = await largePhoto();
      expect(photo.length).toBeGreaterThan(PHOTO_BYTES_AT_LEAST);
      let page = await phone.open();
      await page.goto('/');
      await untilKept(page);
      await phone.intoFlightMode();

      const startedAt = Date.now();
      await page.goto('/file');
      await fillWhat(page, { words: WORDS, photo });
      await fillWhere(page);
      await press(page, 'you');
      await press(page, 'check');
      await page.getByText('Menunggu jaringan.').waitFor();
      expect(Date.now() - startedAt).toBeLessThan(MINUTE_MS);
      expect(await filed(WORDS)).toEqual([]);

      await phone.close();
      await phone.backOnline();
      page = await phone.open();
      await page.goto('/my');
      const code = await numberOn(page);
      expect(await filed(WORDS)).toEqual([{ code, photos: 1 }]);
      const { client } = scenery();
      await client.until(async () => (await client.mails(MAILBOX, code))[0]);

      // It stays one complaint, however often the phone is opened.
      await page.reload();
      expect(await numberOn(page)).toBe(code);
      expect(await filed(WORDS)).toHaveLength(1);
    });

    it('keeps text and photo at every step, across a closed browser', async () => {
      const words = 'Lampu taman di tepi danau mati semua.';
      let page = await phone.open();
      await page.goto('/file');
      await untilKept(page);
      phone.intoDeadSpot();
      await fillWhat(page, { words, photo: await smallPhoto() });
      await page.reload();
      expect(await page.inputValue('#landmark')).toBe('');
      await fillWhere(page);
      await phone.close();

      page = await phone.open();
      await page.goto('/file#check');
      const review = page.locator('[data-step="check"] .review');
      await review.waitFor();
      expect(await review.innerText()).toContain(words);
      expect(await review.innerText()).toContain('1 foto');
      expect(await review.innerText()).toContain('Seberang pos ronda');
    });

    it('keeps the pin where it was set, across a reload', async () => {
      const page = await phone.open();
      await page.context().grantPermissions(['geolocation']);
      await page.context().setGeolocation({ latitude: -1.611, longitude: 103.618 });
      await page.goto('/file');
      await untilKept(page);
      phone.intoDeadSpot();
      await fillWhat(page, { words: 'Lampu jembatan pedestrian padam.' });
      await page.locator('#use-location').click();
      await confirmPlace(page);
      await page.locator('[data-forget-pin]').waitFor();
      await untilSo(
        page,
        'self.sikesal.store.readDraft().then(({ fields }) => fields.latitude === "-1.611000")',
      );
      await page.reload();
      await page.locator('[data-pin]').waitFor();
      expect(await page.inputValue('#latitude')).toBe('-1.611000');
      await page.locator('[data-forget-pin]').click();
      expect(await page.inputValue('#latitude')).toBe('');
    });

    it('keeps name, e-mail and phone only from "send" until the answer', async () => {
      const words = 'Lampu gang buntu padam, gelap sekali.';
      const page = await phone.open();
      await page.goto('/file');
      await untilKept(page);
      phone.intoDeadSpot();
      await fillWhat(page, { words });
      await fillWhere(page);
      for (const [name, value] of Object.entries(CANARIES)) await page.fill(`#${name}`, value);
      await press(page, 'you');
      await page.locator('[data-step="check"] .review').waitFor();
      for (const canary of Object.values(CANARIES)) expect(await keptOn(page)).not.toContain(canary);
      await press(page, 'check');
      await page.getByText('Menunggu jaringan.').waitFor();
      expect(await keptOn(page)).toContain(CANARIES.email);

      await phone.backOnline();
      // Whoever does not press it needs a moment more: it is sent by itself.
      await Promise.any([page.locator('[data-do="send"]').click(), numberOn(page)]);
      await numberOn(page);
      for (const canary of Object.values(CANARIES)) expect(await keptOn(page)).not.toContain(canary);
      expect(await filed(words)).toHaveLength(1);
    });

    it('gives a complaint back that the service refuses, in its words', async () => {
      const page = await phone.open();
      await page.goto('/file');
      await untilKept(page);
      await fillWhat(page, { words: 'Lampu lapangan voli tidak menyala lagi.' });
      await fillWhere(page);
      await page.fill('#phone', '12');
      await press(page, 'you');
      await press(page, 'check');
      await page.getByText('Nomor ini tampaknya keliru.').waitFor();
      await page.locator('[data-do="takeBack"]').click();
      await page.locator('[data-step="you"] .err').waitFor();
      expect(await page.innerText('[data-step="you"] .err')).toContain('Nomor ini tampaknya keliru.');
      expect(await page.inputValue('#description')).toBe('Lampu lapangan voli tidak menyala lagi.');
      expect(await page.inputValue('#phone')).toBe('12');
      expect(await page.locator('[data-queue-list] li').count()).toBe(0);
    });

    it('asks about danger before anything else, and shows 112', async () => {
      const page = await phone.open();
      await page.goto('/file');
      await untilKept(page);
      phone.intoDeadSpot();
      await fillWhat(page, { words: 'Ada kabel listrik putus di atas jalan.' });
      await page.locator('[data-step="danger"]').waitFor();
      expect(await page.getAttribute('[data-step="danger"] .call a', 'href')).toBe('tel:112');
      await page.getByRole('button', { name: 'Bukan darurat, lanjutkan' }).click();
      await page.locator('[data-step="where"]').waitFor();
    });

    it('keeps no page with a secret in its address, and nothing at all once it is emptied', async () => {
      const { client } = scenery();
      const complaint = await client.file({ description: 'Canary-Mawar lampu padam di gang.' });
      const page = await phone.open();
      await page.goto('/');
      await untilKept(page);
      for (const address of [
        `/my/${complaint.trackingCode}?t=${complaint.reporterToken}`,
        `/track/${complaint.trackingCode}`,
        '/file/what',
        '/my',
      ])
        await page.goto(address);
      const cached = await cachedOn(page);
      expect(cached).toContain('/app/id/form');
      // The complaint's public page is kept; its text is not public before somebody has read it.
      expect(cached).toContain(`/track/${complaint.trackingCode}`);
      expect(cached).not.toMatch(/[?&]t=|Canary-Mawar/);

      await fillDraft(page);
      await page.goto('/my');
      await page.locator('[data-empty]').click();
      await page.getByText('Belum ada aduan dari ponsel ini.').waitFor();
      expect(await keptOn(page)).not.toContain('Lampu');
      expect(await cachedOn(page)).toBe('');
    });

    it('shows a form and a list in which axe finds nothing', async () => {
      const page = await phone.open();
      await page.goto('/file');
      await untilKept(page);
      const check = async () => expect(await accessibilityIssues(page)).toEqual([]);
      await check();
      await press(page, 'what');
      await page.locator('.err[data-local]').first().waitFor();
      await check();
      phone.intoDeadSpot();
      await fillWhat(page, { words: 'Lampu halte padam, gelap sekali.', photo: await smallPhoto() });
      await page.locator('[data-step="where"]').waitFor();
      await check();
      await fillWhere(page);
      await check();
      await press(page, 'you');
      await page.locator('[data-step="check"] .review').waitFor();
      await check();
      await press(page, 'check');
      await page.getByText('Menunggu jaringan.').waitFor();
      await check();
      await page.goto('/my');
      await page.getByText('Menunggu jaringan.').waitFor();
      await check();
    });
  });
}

async function fillDraft(page: Page): Promise<void> {
  await page.goto('/file');
  await fillWhat(page, { words: 'Lampu di simpang empat padam.' });
  await page.locator('[data-step="where"]').waitFor();
}

/** All that scripts of the site can read on the device. */
function keptOn(page: Page): Promise<string> {
  return page.evaluate<string>(`(async () => {
    const { store } = self.sikesal;
    const kept = [await store.readDraft(), await store.entries(), await store.mine(), { ...localStorage }];
    return JSON.stringify(kept);
  })()`);
}

/** Addresses and bodies of everything in caches. */
function cachedOn(page: Page): Promise<string> {
  return page.evaluate<string>(`(async () => {
    const kept = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const body = await (await cache.match(request)).text();
        kept.push(new URL(request.url).pathname + new URL(request.url).search.replace(/[?&]__WB_REVISION__=\\w+/, ''));
        if (!/assets/.test(request.url)) kept.push(body);
      }
    }
    return kept.join('\\n');
  })()`);
}

/** As a phone takes it: noise everywhere, so that it stays large. */
function largePhoto(): Promise<Buffer> {
  return drawn(3000, 2250).jpeg({ quality: 96 }).toBuffer();
}

function smallPhoto(): Promise<Buffer> {
  return drawn(300, 200).jpeg().toBuffer();
}

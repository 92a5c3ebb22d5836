import type { Page } from 'playwright-core';
import { drawScene } from '../../support/draw-scene';
import { confirmPlace } from '../confirm-place';
import { pressOnward, walkFiling } from '../filing-walk';
import type { Scenery } from '../scenery';
import { asFiles, press } from '../send-form';
import { openPhone, PHONE, type Visitor } from '../visitor';

const OUTSIDE = { latitude: -1.78, longitude: 103.61 };
/** 120 m north of it. */
const AT_THE_HOSPITAL = { latitude: -1.6013, longitude: 103.5794 };
const METERS_PER_DEGREE = 111_195;
/** What a finger covers. */
const FINGERTIP_PIXELS = 44;
const DOUBLED = { latitude: -1.6235, longitude: 103.5812 };

/** What may come between a citizen and sending a complaint. */
export function describeFilingOnAPhone(scenery: Scenery): void {
  describe('filing on a phone', () => {
    let phone: Visitor;
    let page: Page;
    beforeEach(async () => {
      const { browser, url } = scenery();
      phone = await openPhone(browser, { url });
      page = phone.page;
    });
    afterEach(() => phone.close());

    it('keeps on the device what was typed when the connection is lost', async () => {
      await page.goto('/file/what');
      await page.fill('#description', 'Selokan di depan rumah mampet lagi.');
      await page.check('#category-drainase');
      await phone.context.setOffline(true);
      await page.click('.onward button');
      await expect(page.innerText('[data-offline]')).resolves.toContain('Sambungan terputus.');
      expect(page.url()).toMatch(/\/file\/what$/);

      await phone.context.setOffline(false);
      await page.reload();
      expect(await page.inputValue('#description')).toBe('Selokan di depan rumah mampet lagi.');
      expect(await page.isChecked('#category-drainase')).toBe(true);
      await pressOnward(page);
      expect(page.url()).toMatch(/\/file\/where$/);
      expect(phone.issues()).toEqual([]);
    });

    it('breaks a word that is longer than the screen, so that the page gets no wider', async () => {
      await walkFiling(page, 'sent', { landmark: 'x'.repeat(280) });
      await press(page, page.locator('main a.btn-main, .part a.btn-main').first());
      expect(page.url()).toMatch(/\/my\//);
      const root = 'document.documentElement';
      expect(await page.evaluate<number>(`${root}.scrollWidth - ${root}.clientWidth`)).toBe(0);
    });

    it('keeps nothing on the device about who the reporter is', async () => {
      await walkFiling(page, 'check', { email: 'rahasia@warga.example' });
      const kept = await page.evaluate<string>('JSON.stringify({ ...localStorage })');
      expect(kept).toContain('Pohon miring');
      expect(kept).not.toContain('rahasia@warga.example');
    });

    it('sends five photos one after the other, shows the progress, and refuses a sixth', async () => {
      const photo = await drawScene({ scene: 'pothole', width: 800 });
      const send = await holdBack(page, '**/file/photos');
      await page.goto('/file/what');
      await page.setInputFiles('#photos-input', asFiles(Array.from({ length: 5 }, () => photo)));
      await page.locator('[data-photo-list] progress').waitFor();
      expect(await page.innerText('[data-photo-status]')).toBe('Mengirim foto 1 dari 5');
      send();
      await page.locator('[data-photo-list] li[data-photo]').nth(4).waitFor();
      await page.locator('[data-photo-list] progress').waitFor({ state: 'detached' });

      await page.setInputFiles('#photos-input', asFiles([photo]));
      expect(await page.innerText('[data-photo-refusals]')).toBe('Paling banyak 5 foto. Hapus 1 dulu.');
      expect(await page.locator('[data-photo-list] li').count()).toBe(5);
      expect(phone.issues()).toEqual([]);
    });

    it('says by name which photos were refused, until others are chosen', async () => {
      const photo = await drawScene({ scene: 'pothole', width: 800 });
      const named = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });
      const noPhoto = Buffer.from('no photo at all');
      await page.goto('/file/what');
      await page.setInputFiles('#photos-input', [
        ...[named('a.heic', noPhoto), named('b.jpg', photo), named('c.jpg', noPhoto), named('d.jpg', photo)],
      ]);
      await page.locator('[data-photo-list] li[data-photo]').nth(1).waitFor();
      await page.locator('[data-photo-list] progress').waitFor({ state: 'detached' });
      const lines = await page.locator('[data-photo-refusals] p').allInnerTexts();
      expect(lines.map((line) => /“(.+)”/.exec(line)?.[1])).toEqual(['a.heic', 'c.jpg']);
      expect(await page.innerText('[data-photo-status]')).toBe('');

      await page.setInputFiles('#photos-input', [named('e.jpg', photo)]);
      await page.locator('[data-photo-list] li[data-photo]').nth(2).waitFor();
      expect(await page.locator('[data-photo-refusals] p').count()).toBe(0);
    });

    it('moves nothing under the finger while a photo is being sent', async () => {
      const send = await holdBack(page, '**/file/photos');
      await page.goto('/file/what');
      await page.setInputFiles('#photos-input', asFiles([await drawScene({ scene: 'pothole', width: 800 })]));
      await page.locator('[data-photo-list] progress').waitFor();
      const meanwhile = await page.locator('#category').boundingBox();
      send();
      await page.locator('[data-photo-list] li[data-photo]').waitFor();
      await page.locator('[data-photo-list] progress').waitFor({ state: 'detached' });
      expect(await page.locator('#category').boundingBox()).toEqual(meanwhile);
    });

    it('registers a tap on a category right after the last letter', async () => {
      await page.goto('/file/what');
      await page.locator('#description').pressSequentially('Parit tersumbat');
      const tapped = page.locator('label[for="category-drainase"]');
      await tapped.scrollIntoViewIfNeeded();
      const box = await tapped.boundingBox();
      if (!box) throw new Error('the category is out of sight');
      // Not by its selector, but where it was when the finger set out.
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      expect(await page.isChecked('#category-drainase')).toBe(true);
      expect(await page.locator('#categories input').first().inputValue()).toBe('drainase');
    });

    it('shows 112 before anything else when a life may be in danger', async () => {
      await walkFiling(page, 'where', { description: 'Ada kabel listrik putus di atas jalan.' });
      expect(page.url()).toMatch(/\/file\/danger$/);
      expect(await page.getAttribute('.call a', 'href')).toBe('tel:112');
      await press(page, page.getByRole('button', { name: 'Bukan darurat, lanjutkan' }));
      expect(page.url()).toMatch(/\/file\/where$/);
    });

    it('proposes the nearest landmark as words, and writes them at a tap', async () => {
      await walkFiling(page, 'where');
      await phone.context.setGeolocation(AT_THE_HOSPITAL);
      await page.click('#use-location');
      const name = page.locator('#map .map-name-landmark', { hasText: 'RSUD Raden Mattaher' });
      await name.waitFor();
      expect(await page.innerText('#map .leaflet-control-attribution')).toBe('© OpenStreetMap contributors');
      await confirmPlace(page);
      const proposal = page.locator('#near-landmark');
      await proposal.waitFor();
      expect(await proposal.innerText()).toBe('Tulis: dekat RSUD Raden Mattaher');
      await proposal.click();
      expect(await page.inputValue('#landmark')).toBe('dekat RSUD Raden Mattaher');
      expect(await proposal.isVisible()).toBe(false);
      expect(phone.issues()).toEqual([]);
    });

    it('draws how far a device may be off, and asks about it above 100 m', async () => {
      await walkFiling(page, 'where');
      const said = page.locator('[data-dialog-status]');
      await phone.context.setGeolocation({ ...AT_THE_HOSPITAL, accuracy: 80 });
      await page.click('#use-location');
      await page.locator('#map .map-precision').waitFor();
      expect(await said.innerText()).toBe('Geser peta sampai ujung tanda ini tepat di tempatnya.');
      await page.click('[data-close]');
      expect(await page.inputValue('#latitude')).toBe('');
      await phone.context.setGeolocation({ ...AT_THE_HOSPITAL, accuracy: 180 });
      await page.click('#use-location');
      await said.waitFor();
      expect(await said.innerText()).toContain('Lokasi ponsel hanya tepat sampai 180 m. Geser peta');
      await confirmPlace(page);
      expect(await page.innerText('#place-status')).toBe('Tempat sudah ditandai di peta.');
    });

    it('confirms a place where a fingertip is at most 10 m', async () => {
      await walkFiling(page, 'where');
      await page.click('#use-location');
      await confirmPlace(page);
      const first = Number(await page.inputValue('#latitude'));
      await page.click('#mark-place');
      await page.click('[data-confirm]');
      await page.getByRole('button', { name: 'Ya, tepat di sini' }).waitFor();
      await dragMap(page, FINGERTIP_PIXELS);
      await page.click('[data-confirm]');
      const meters = Math.abs(Number(await page.inputValue('#latitude')) - first) * METERS_PER_DEGREE;
      expect(meters).toBeGreaterThan(5);
      expect(meters).toBeLessThanOrEqual(10);
      expect(phone.issues()).toEqual([]);
    });

    it('says beside the button, in view, that the location is refused', async () => {
      await walkFiling(page, 'where');
      await phone.context.clearPermissions();
      await page.click('#use-location');
      const said = page.getByText('Lokasi ponsel tidak terbaca.');
      await said.waitFor();
      const box = await said.boundingBox();
      expect(box && box.y > 0 && box.y + box.height < PHONE.height).toBe(true);
    });

    it('lets one scroll past the map, and moves nothing by itself', async () => {
      await page.addInitScript(`self.shifts = [];
        new PerformanceObserver((list) => {
          for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) self.shifts.push(value);
        }).observe({ type: 'layout-shift', buffered: true });`);
      await walkFiling(page, 'where');
      await page.locator('#use-location').waitFor();
      await page.locator('[data-place-picture]').hover();
      const before = await page.evaluate<number>('scrollY');
      await page.mouse.wheel(0, 200);
      await scenery().client.until(async () => (await page.evaluate<number>('scrollY')) > before + 100);
      await page.click('#use-location');
      await confirmPlace(page);
      await page.locator('#near-landmark, #place-status:not(:empty)').first().waitFor();
      expect(await page.evaluate<number>('self.shifts.reduce((sum, value) => sum + value, 0)')).toBeLessThan(
        0.1,
      );
    });

    it.each(['rattaher', 'rs matahher'])('finds the hospital by "%s", without a network', async (typed) => {
      await walkFiling(page, 'where');
      await page.locator('#mark-place').waitFor();
      await phone.context.setOffline(true);
      await page.fill('#place-search', typed);
      await page.getByRole('button', { name: 'RSUD Raden Mattaher' }).click();
      await confirmPlace(page);
      expect(Number(await page.inputValue('#latitude'))).toBeCloseTo(-1.60244, 4);
    });

    it('goes to what is looked for on the map itself, too', async () => {
      await walkFiling(page, 'where');
      await page.click('#mark-place');
      await page.fill('#dialog-search', 'gatot subrto');
      await page.keyboard.press('Enter');
      await page.locator('#map .map-name', { hasText: 'Jl. Gatot Subroto' }).waitFor();
      await page.fill('#dialog-search', 'qqqqq');
      await page.getByText('Tidak kami temukan.').waitFor();
    });

    it('removes a pin for good', async () => {
      await walkFiling(page, 'you', { here: DOUBLED });
      await page.goto('/file/where');
      await press(page, page.locator('button[name="use"][value="none"]'));
      expect(await page.inputValue('#latitude')).toBe('');
      await page.reload();
      expect(await page.inputValue('#latitude')).toBe('');
    });

    it('says before the next step that a place is outside the city, and how far', async () => {
      await walkFiling(page, 'where');
      await phone.context.setGeolocation(OUTSIDE);
      await page.click('#use-location');
      await confirmPlace(page);
      const said = page.locator('#similar .err');
      await said.waitFor();
      expect(await said.innerText()).toMatch(
        /^Titik ini [\d,]+ km di luar Kota Jambi, di luar wilayah kami\./,
      );
      await pressOnward(page);
      expect(page.url()).toMatch(/\/file\/where$/);
      expect(await page.innerText('.problem')).toContain('di luar wilayah kami');
    });

    it('counts somebody who has the same problem as a supporter, instead of filing it a second time', async () => {
      const { client } = scenery();
      const other = await client.file({ category: 'jalan', location: DOUBLED });
      await walkFiling(page, 'you', { category: 'jalan', here: DOUBLED });
      expect(page.url()).toMatch(/\/file\/similar$/);
      await press(page, page.getByRole('link', { name: `Saya juga mengalami: ${other.trackingCode}` }));
      await page.fill('#email', 'tetangga@warga.example');
      await press(page, page.locator('main form button'));
      expect(await page.innerText('.notice-good')).toContain('sudah kami hitung');
      expect(await page.innerText('main')).toContain('1 orang lainnya juga mengalami.');
      // The draft is still there, and what happens to the other one reaches this reporter, too.
      await press(page, page.getByRole('link', { name: 'Kembali ke isian saya' }));
      expect(page.url()).toMatch(/\/file\/similar$/);
      await client.act(other.trackingCode, 'acknowledge', await client.keyOf('officer', 'pupr'));
      const mail = await client.until(
        async () => (await client.mails('tetangga@warga.example', other.trackingCode))[0],
      );
      expect(mail.subject).toContain('menerima aduan');
    });
  });
}

/** Holds up requests to an address. @returns what lets them through */
async function holdBack(page: Page, address: string): Promise<() => void> {
  let send = () => {};
  const isFree = new Promise<void>((resolve) => (send = resolve));
  await page.route(address, async (route) => {
    await isFree;
    await route.continue();
  });
  return () => send();
}

async function dragMap(page: Page, pixels: number): Promise<void> {
  const box = await page.locator('#map').boundingBox();
  if (!box) throw new Error('there is no map');
  const [x, y] = [box.x + box.width / 3, box.y + box.height / 3];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + pixels / 2);
  await page.mouse.move(x, y + pixels, { steps: 4 });
  await page.mouse.up();
}

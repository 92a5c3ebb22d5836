import type { Page } from 'playwright-core';
import { cameraTime, capturedPhoto } from '../../photos/captured-photo';
import { drawn } from '../../photos/sample-photos';
import { pressOnward } from '../filing-walk';
import type { Scenery } from '../scenery';
import { asFiles, press } from '../send-form';
import { openPhone, type Visitor } from '../visitor';

/** What phones usually make: above 3 MB, so that the page shrinks it, which removes the metadata. */
const TWELVE_MEGAPIXELS = { width: 4000, height: 3000 };
const AT_THE_SPOT = { latitude: -1.6105, longitude: 103.6131 };

/** Photos as they come out of phones, through the page's own script. */
export function describePhotosFromPhones(scenery: Scenery): void {
  describe('a photo from a phone', () => {
    let phone: Visitor;
    let page: Page;
    beforeEach(async () => {
      const { browser, url } = scenery();
      phone = await openPhone(browser, { url });
      page = phone.page;
    });
    afterEach(() => phone.close());

    /** Sends it on the first step. @returns what is stored of it */
    async function send(photo: Buffer) {
      expect(photo.length).toBeGreaterThan(3_000_000);
      await page.goto('/file/what');
      await page.setInputFiles('#photos-input', asFiles([photo]));
      const kept = await keptPhoto();
      expect(kept.bytes).toBeLessThan(photo.length / 2);
      return kept;
    }

    async function keptPhoto() {
      const item = page.locator('[data-photo-list] li[data-photo]');
      await item.waitFor();
      const id = await item.getAttribute('data-photo');
      const { DraftPhoto } = scenery().client.db.models;
      return DraftPhoto.findByPk(id ?? '', { rejectOnEmpty: true });
    }

    it('keeps its time and place although it is shrunk, and offers its place as that of the problem', async () => {
      const takenAt = Math.floor(Date.now() / 1000) * 1000 - 600_000;
      const kept = await send(
        await capturedPhoto({
          ...{ size: TWELVE_MEGAPIXELS, point: AT_THE_SPOT },
          ...{ takenAt: cameraTime(takenAt), offset: '+07:00' },
        }),
      );
      expect(kept.capture.takenAt).toBe(takenAt);
      expect(kept.capture.point?.latitude).toBeCloseTo(AT_THE_SPOT.latitude, 4);
      expect(kept.capture.point?.longitude).toBeCloseTo(AT_THE_SPOT.longitude, 4);
      expect([kept.width, kept.height]).toEqual([2048, 1536]);
      await page.fill('#description', 'Lubang besar di tengah jalan.');
      await page.check('#category-jalan');
      await pressOnward(page);
      await press(page, page.locator('button[name="use"][value="photo"]'));
      const { Draft } = scenery().client.db.models;
      const draft = await Draft.findByPk(kept.draftId, { rejectOnEmpty: true });
      expect(draft.latitude).toBeCloseTo(AT_THE_SPOT.latitude, 4);
      expect(draft.longitude).toBeCloseTo(AT_THE_SPOT.longitude, 4);
      expect(phone.issues()).toEqual([]);
    });

    it('has a time without an offset read in the phone’s own time zone', async () => {
      const takenAt = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
      const zone = await page.evaluate<number>('-new Date().getTimezoneOffset() / 60');
      const kept = await send(
        await capturedPhoto({ size: TWELVE_MEGAPIXELS, takenAt: cameraTime(takenAt, zone) }),
      );
      expect(kept.capture).toEqual({ takenAt, point: null });
    });

    it('keeps what a wrong clock says, for the rules to judge', async () => {
      const takenAt = '2001:01:01 00:00:00';
      const kept = await send(await capturedPhoto({ size: TWELVE_MEGAPIXELS, takenAt, offset: '+07:00' }));
      expect(kept.capture.takenAt).toBe(Date.UTC(2000, 11, 31, 17));
    });

    it('is stored upright when the phone was held upright', async () => {
      const kept = await send(
        await capturedPhoto({ size: TWELVE_MEGAPIXELS, orientation: 6, point: AT_THE_SPOT }),
      );
      expect([kept.width, kept.height]).toEqual([1536, 2048]);
      expect(kept.capture.point?.latitude).toBeCloseTo(AT_THE_SPOT.latitude, 4);
    });

    it('is converted, even if small, when only the browser can read its format', async () => {
      const buffer = await drawn(640, 480).avif({ effort: 0 }).toBuffer();
      await page.goto('/file/what');
      await page.setInputFiles('#photos-input', { name: 'foto.avif', mimeType: 'image/avif', buffer });
      const kept = await keptPhoto();
      expect([kept.width, kept.height]).toEqual([640, 480]);
      expect(phone.issues()).toEqual([]);
    });

    const GETS_NO_CANVAS = 'HTMLCanvasElement.prototype.getContext = () => null';
    const GETS_NO_PICTURE = 'HTMLCanvasElement.prototype.toBlob = (take) => take(null)';
    it.each([
      ['has no memory for a canvas', GETS_NO_CANVAS],
      ['gets no picture from it', GETS_NO_PICTURE],
    ])('is sent as it is when the browser %s, and keeps its time', async (_case, script) => {
      await page.addInitScript(script);
      const takenAt = Date.UTC(2026, 10, 1, 3);
      const photo = await capturedPhoto({
        ...{ size: TWELVE_MEGAPIXELS, point: AT_THE_SPOT },
        ...{ takenAt: cameraTime(takenAt), offset: '+07:00' },
      });
      const kept = await send(photo);
      expect(phone.issues().join()).toContain('a photo leaves as it is');
      // An empty canvas would be a picture of one colour.
      expect(kept.bytes).toBeGreaterThan(100_000);
      expect([kept.width, kept.height, kept.capture.takenAt]).toEqual([2048, 1536, takenAt]);
    });

    it('is accepted even when the script that reads its time does not load', async () => {
      await page.route('**/exifreader*', (route) => route.abort());
      const kept = await send(await capturedPhoto({ size: TWELVE_MEGAPIXELS }));
      expect(kept.capture).toEqual({ takenAt: null, point: null });
    });

    it('has no time or place when another app has stripped them, and is accepted all the same', async () => {
      const kept = await send(await capturedPhoto({ size: TWELVE_MEGAPIXELS }));
      expect(kept.capture).toEqual({ takenAt: null, point: null });
      expect(phone.issues()).toEqual([]);
    });
  });
}

import type { Page, Request } from 'playwright-core';
import { drawn } from '../../photos/sample-photos';
import { fillWhat, fillWhere, numberOn, press } from '../document-walk';
import { buyPhone, type Phone } from '../phone';
import type { Scenery } from '../scenery';
import { openPhone } from '../visitor';

const FIRST_VIEW_BYTES = 60_000;
const MAP = /leaflet|\/map\//;

/** As Lighthouse simulates it: 400 kbit/s both ways. */
const SLOW_3G = { bytesPerSecond: 50_000, roundTripMs: 400 };
const PHOTO_BYTES_AT_LEAST = 4_000_000;
const TO_THE_NUMBER_MS = 45_000;
const TO_A_SIGN_MS = 1_000;

/** What a slow network has to carry. */
export function describeLight(scenery: Scenery): void {
  describe('a slow network', () => {
    let device: Phone | null = null;
    afterEach(async () => {
      await device?.throwAway();
      device = null;
    });

    it.each(['/', '/file', '/my', '/track'])('carries little for a first look at %s', async (path) => {
      const { browser, url, town } = scenery();
      const phone = await openPhone(browser, { url });
      const address = path === '/track' ? `/track/${town.lamp.trackingCode}` : path;
      const sizes = await firstView(phone.page, address);
      await phone.close();
      const bytes = sizes.reduce((sum, [, size]) => sum + size, 0);
      expect(bytes <= FIRST_VIEW_BYTES ? [] : [bytes, ...sizes]).toEqual([]);
    });

    it('takes a lamp with a photo of 4 MB from a cold start to its number in 45 s', async () => {
      // Twelve megapixels with the grain of a phone's camera.
      const photo = await drawn(4_000, 3_000).blur(1.2).jpeg({ quality: 95 }).toBuffer();
      expect(photo.length).toBeGreaterThan(PHOTO_BYTES_AT_LEAST);
      device = await buyPhone(scenery().url, { pace: SLOW_3G });
      const page = await device.open();

      const startedAt = Date.now();
      await page.goto('/file');
      await fillWhat(page, { words: 'Lampu jalan padam sejak semalam, gelap.', photo });
      await fillWhere(page);
      await press(page, 'you');
      await page.locator('[data-step="check"] .review').waitFor();
      const pressedAt = Date.now();
      await press(page, 'check');
      await page.getByText('Sedang dikirim').waitFor();
      const signAfterMs = Date.now() - pressedAt;
      await numberOn(page, { timeout: 2 * TO_THE_NUMBER_MS });
      const numberAfterMs = Date.now() - startedAt;
      process.stdout.write(`slow 3G: a sign after ${signAfterMs} ms, the number after ${numberAfterMs} ms\n`);
      expect(signAfterMs).toBeLessThan(TO_A_SIGN_MS);
      expect(numberAfterMs).toBeLessThan(TO_THE_NUMBER_MS);
    });
  });
}

/** What a page loads before anybody touches it, without the map: address and bytes on the wire. */
async function firstView(page: Page, address: string): Promise<[address: string, bytes: number][]> {
  const finished: Request[] = [];
  page.on('requestfinished', (request) => finished.push(request));
  await page.goto(address, { waitUntil: 'networkidle' });
  const own = finished.filter((request) => !MAP.test(request.url()));
  return Promise.all(
    own.map(async (request) => {
      const { responseHeadersSize, responseBodySize } = await request.sizes();
      return [new URL(request.url()).pathname, responseHeadersSize + responseBodySize];
    }),
  );
}

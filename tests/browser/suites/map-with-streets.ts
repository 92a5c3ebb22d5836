import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { loadCityPack } from '../../../city/load-city-pack';
import { kotaJambi } from '../../city/pack-folders';
import { makeTempFolder, removeTempFolder } from '../../cli/fixtures/temp-folder';
import { drawPmtiles } from '../../support/draw-pmtiles';
import { startPages, type PagesUnderTest } from '../../web/pages-under-test';
import type { Scenery } from '../scenery';
import { openPhone, type Visitor } from '../visitor';
import { fillWhat } from '../document-walk';

/** How many pixels of the map's canvases are of another colour than their first. */
const DRAWN_PIXELS = `[...document.querySelectorAll('#map canvas')].reduce((sum, canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let drawn = 0;
  for (let at = 4; at < data.length; at += 4) if (data[at] !== data[0] || data[at + 2] !== data[2]) drawn += 1;
  return sum + drawn;
}, 0)`;

/** The city's own map file under the place that is marked. */
export function describeMapWithStreets(scenery: Scenery): void {
  describe('a map with streets', () => {
    let archive: Buffer;
    let folder: string;
    let pages: PagesUnderTest | null = null;
    let phone: Visitor;
    beforeAll(async () => {
      archive = drawPmtiles(await loadCityPack(kotaJambi));
      folder = await makeTempFolder();
    });
    afterEach(async () => {
      await phone.close();
      await pages?.stop();
    });
    afterAll(() => removeTempFolder(folder));

    /** Opens the dialog on a phone, in a city with this map file. */
    const openDialog = async (bytes: Buffer, device = '') => {
      const mapFile = join(folder, 'city.pmtiles');
      await writeFile(mapFile, bytes);
      pages = await startPages({ pages: { mapFile } });
      const { port } = pages.server.address() as AddressInfo;
      phone = await openPhone(scenery().browser, { url: `http://127.0.0.1:${port}` });
      // The map of the whole city: around one's own place there may be no road.
      await phone.context.clearPermissions();
      const { page } = phone;
      const answers: number[] = [];
      page.on('response', (response) => {
        if (response.url().endsWith('.pmtiles')) answers.push(response.status());
      });
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      if (device !== '') await page.addInitScript(device);
      await page.goto('/file');
      await fillWhat(page, { words: 'Lampu di dekat pasar padam.' });
      await page.click('#mark-place');
      await page.locator('#place-dialog #map').waitFor();
      return { page, answers, said };
    };

    it('is read in parts, and drawn in place of the facts, with its credit in view', async () => {
      const { page, answers } = await openDialog(archive);
      await scenery().client.until(async () => (await page.evaluate<number>(DRAWN_PIXELS)) > 500);
      expect(answers.length).toBeGreaterThan(1);
      expect([...new Set(answers)]).toEqual([206]);
      expect(await page.locator('#map .map-road, #map .map-name').count()).toBe(0);
      expect(await page.innerText('#map .leaflet-control-attribution')).toBe('© OpenStreetMap contributors');
      // Only the test reads pixels, which Chromium remarks upon.
      expect(phone.issues().filter((line) => !line.includes('getImageData'))).toEqual([]);
    });

    it.each([
      ['no map', Buffer.from('no map at all')],
      ['cut off', null],
    ])('draws the facts when the file is broken: %s', async (_, broken) => {
      const { page, said } = await openDialog(broken ?? archive.subarray(0, 400));
      await scenery().client.until(async () =>
        said.some((line) => line.includes('without the streets of its file')),
      );
      expect(await page.locator('#map .map-road').count()).toBeGreaterThan(0);
      expect(await page.locator('#map canvas').count()).toBe(0);
    });

    it.each([
      ['saves data', `Object.defineProperty(navigator, 'connection', { value: { saveData: true } })`],
      ['has little memory', `Object.defineProperty(navigator, 'deviceMemory', { value: 0.5 })`],
    ])('draws the facts on a device that %s, and loads nothing for more', async (_, device) => {
      const { page, answers } = await openDialog(archive, device);
      expect(await page.locator('#map .map-road').count()).toBeGreaterThan(0);
      expect(answers).toEqual([]);
      expect(await page.locator('script[src*="protomaps"]').count()).toBe(0);
    });
  });
}

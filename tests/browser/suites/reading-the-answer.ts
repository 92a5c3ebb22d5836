import type { Filed } from '../../support/stack-client';
import type { Scenery } from '../scenery';
import { press } from '../send-form';
import { openPhone, openWithoutScript } from '../visitor';

const NOTE = { note: 'Lubang sudah ditambal.' };
/** Longer than a page's script needs to say something. */
const MOMENT_MS = 500;

/** What a program does that pretends to be a person, within the page. */
const PRETEND = `
  for (const kind of ['pointerdown', 'touchstart', 'keydown', 'wheel'])
    document.body.dispatchEvent(new Event(kind, { bubbles: true }));
  window.scrollTo(0, 400);
  document.querySelector('h2')?.click();`;

/** The own page of an answered complaint: a person reads it, and a program that only opens it does not. */
export function describeReadingTheAnswer(scenery: Scenery): void {
  describe('the answer to a complaint', () => {
    const typesOf = async ({ trackingCode }: Filed) => {
      const { client } = scenery();
      const { timeline } = await client.get(trackingCode, await client.keyOf('command_centre'));
      return timeline.map(({ type }) => type).filter((type) => type !== 'reporter_unreached');
    };

    async function answered(): Promise<Filed> {
      const { client } = scenery();
      const filed = await client.file();
      await client.until(async () => (await client.get(filed.trackingCode)).status === 'assigned');
      await client.act(filed.trackingCode, 'resolve', await client.keyOf('officer', 'pupr'), NOTE);
      return filed;
    }
    const own = ({ trackingCode, reporterToken }: Filed) =>
      `/my/${trackingCode}?t=${encodeURIComponent(reporterToken)}`;

    it('is not read by what opens the page and runs its scripts, and is read by a touch, once', async () => {
      const { browser, url } = scenery();
      const filed = await answered();
      const reader = await openPhone(browser, { url });
      try {
        const { page } = reader;
        await reader.open(own(filed));
        await page.evaluate(PRETEND);
        await page.reload();
        await page.waitForTimeout(MOMENT_MS);
        expect((await typesOf(filed)).at(-1)).toBe('resolved');

        const said = page.waitForResponse((response) => response.url().includes('/seen'));
        await page.mouse.click(180, 300);
        expect((await said).status()).toBe(200);
        await page.keyboard.press('Tab');
        await page.mouse.wheel(0, 200);
        await page.waitForTimeout(MOMENT_MS);
        expect((await typesOf(filed)).slice(-2)).toEqual(['resolved', 'reporter_told']);
        expect(reader.issues()).toEqual([]);
      } finally {
        await reader.close();
      }
    });

    it('is read without script by a button', async () => {
      const { browser, url } = scenery();
      const filed = await answered();
      const reader = await openWithoutScript(browser, { url });
      try {
        const { page } = reader;
        await reader.open(own(filed));
        await press(page, page.locator('form[data-seen] button'));
        expect(await page.innerText('.notice-good')).toContain('Terima kasih.');
        expect(await page.locator('form[data-seen]').count()).toBe(0);
        expect((await typesOf(filed)).slice(-2)).toEqual(['resolved', 'reporter_told']);
        expect(reader.issues()).toEqual([]);
      } finally {
        await reader.close();
      }
    });
  });
}

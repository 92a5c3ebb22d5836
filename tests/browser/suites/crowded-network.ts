import type { Page } from 'playwright-core';
import { drawn } from '../../photos/sample-photos';
import { accessibilityIssues } from '../accessibility';
import { pressOnward, walkFiling } from '../filing-walk';
import type { Scenery } from '../scenery';
import { asFiles, press } from '../send-form';
import { openPhone, openWithoutScript, type Visitor } from '../visitor';

/** The address of a carrier whose customers have filed more than one network's share within this hour. */
const CARRIER = '198.51.100.7';

/** The step before a complaint is accepted, on a phone with scripts and on one without. */
export function describeCrowdedNetwork(scenery: Scenery): void {
  describe('filing from a crowded network', () => {
    beforeAll(async () => {
      const expire = Date.now() + 3_600_000;
      await scenery().client.db.sequelize.query(
        `INSERT INTO rate_limits (key, points, expire)
          SELECT name || ':${CARRIER}/32', 1000000000, ${expire} FROM unnest(ARRAY['filing', 'photos']) AS name`,
      );
    });

    async function fromCarrier(visitor: Visitor): Promise<Page> {
      await visitor.context.setExtraHTTPHeaders({ 'X-Forwarded-For': CARRIER });
      return visitor.page;
    }

    it('takes a few seconds of work on the device, after which the complaint is sent by itself', async () => {
      const { browser, url } = scenery();
      const phone = await openPhone(browser, { url });
      try {
        const page = await fromCarrier(phone);
        await walkFiling(page, 'check');
        const asked = page.waitForResponse((response) => response.status() === 429);
        await page.click('.onward .btn-main');
        expect(await (await asked).text()).toContain('Satu langkah lagi');
        await page.waitForURL(/\/file\/sent$/);
        expect(await page.innerText('main')).toMatch(/SK-/);
      } finally {
        await phone.close();
      }
    });

    it('takes such work for photos, too, once for all photos of a form', async () => {
      const { browser, url } = scenery();
      const phone = await openPhone(browser, { url });
      try {
        const page = await fromCarrier(phone);
        await page.goto('/file/what');
        const refused: string[] = [];
        page.on('response', (response) => {
          if (response.status() === 429) refused.push(response.url());
        });
        const photo = await drawn(300, 200).jpeg().toBuffer();
        await page.setInputFiles('#photos-input', asFiles([photo, photo]));
        await page.locator('[data-photo-list] li[data-photo]').nth(1).waitFor({ timeout: 30_000 });
        expect(await page.innerText('[data-photo-refusals]')).toBe('');
        expect(refused).toHaveLength(1);
      } finally {
        await phone.close();
      }
    });

    it('means waiting for a turn without scripts, on a page in which axe finds nothing', async () => {
      const { browser, url } = scenery();
      const phone = await openWithoutScript(browser, { url });
      try {
        const page = await fromCarrier(phone);
        await walkFiling(page, 'check');
        await pressOnward(page);
        await press(page, page.getByRole('button', { name: 'Tunggu giliran' }));
        expect(page.url()).toMatch(/\/file\/wait$/);
        expect(await page.innerText('main')).toContain('Aduan Anda tetap tersimpan.');
        const cookies = await phone.context.cookies();
        const reader = await openPhone(browser, { url });
        try {
          await reader.context.addCookies(cookies);
          await reader.page.goto('/file/wait');
          expect(await accessibilityIssues(reader.page)).toEqual([]);
        } finally {
          await reader.close();
        }
      } finally {
        await phone.close();
      }
    });
  });
}

import type { Page } from 'playwright-core';
import { accessibilityIssues } from '../accessibility';
import type { Scenery } from '../scenery';
import { openVisitor, type Visitor, type VisitorOptions } from '../visitor';
import { openTownSession } from '../../support/town/staff';
import { untilSo } from '../until-so';

const WALL = { width: 1440, height: 900 };
const LAMP = {
  category: 'lampu-jalan',
  description: 'Lampu padam di depan pos ronda.',
  location: { latitude: -1.6204, longitude: 103.6212 },
};
const SILENCE_MS = 16_000;

export function describeAtTheWall(scenery: Scenery): void {
  describe('people in the command centre', () => {
    let visitors: Visitor[] = [];
    afterEach(async () => {
      await Promise.all(visitors.map((visitor) => visitor.close()));
      visitors = [];
    });

    const sit = async (options: Partial<VisitorOptions> = {}): Promise<Page> => {
      const { browser, url, client, staff } = scenery();
      const session = await openTownSession(client.db, staff.commandCentre);
      const visitor = await openVisitor(browser, { url, session, viewport: WALL, ...options });
      visitors.push(visitor);
      await visitor.open('/command-centre');
      return visitor.page;
    };
    const expectNoIssues = () => expect(visitors.flatMap((visitor) => visitor.issues())).toEqual([]);
    const openCount = (page: Page) => page.innerText('.totals [data-key="open"] b').then(Number);
    const isLive = (page: Page) => page.locator('#pulse', { hasText: 'Langsung' }).waitFor();

    it.each([WALL, { width: 1920, height: 1080 }, { width: 1280, height: 720 }])(
      'see all of the wall without scrolling ($width × $height)',
      async (viewport) => {
        const page = await sit({ viewport });
        const sizes = await page.evaluate<number[]>(
          '(() => { const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement; return [scrollWidth - clientWidth, scrollHeight - clientHeight]; })()',
        );
        expect(sizes).toEqual([0, 0]);
        for (const part of ['.totals', '.urgent', '.citymap', '.groups', '.stream', '.flow'])
          expect(await inView(page, part)).toBe(true);
        expectNoIssues();
      },
    );

    it('may also use a tablet: axe finds nothing', async () => {
      for (const viewport of [WALL, { width: 1024, height: 768 }]) {
        const page = await sit({ viewport });
        await isLive(page);
        expect(await accessibilityIssues(page)).toEqual([]);
      }
    });

    it('see what happens as it happens, and keep their place', async () => {
      const { client } = scenery();
      // Low enough for the list to scroll.
      const page = await sit({ viewport: { width: 1440, height: 600 } });
      await isLive(page);
      const before = await openCount(page);
      const loadedAt = await page.evaluate<number>('performance.timeOrigin');
      const link = page.locator('.urgent .what a').first();
      const url = await link.getAttribute('href');
      await link.focus();
      await page.evaluate('document.querySelector(".urgent").scrollTop = 7');

      const { trackingCode } = await client.file(LAMP);
      await page.locator('#stream li', { hasText: trackingCode }).first().waitFor();
      await untilSo(
        page,
        `Number(document.querySelector('.totals [data-key="open"] b').textContent) > ${before}`,
      );
      expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe(url);
      expect(await page.evaluate<number>('document.querySelector(".urgent").scrollTop')).toBe(7);
      expect(await page.evaluate('performance.timeOrigin')).toBe(loadedAt);
      expectNoIssues();
    });

    it('can pause the stream to read it, and resume with what came', async () => {
      const { client } = scenery();
      const page = await sit();
      await isLive(page);
      await page.click('#pause');
      const { trackingCode } = await client.file(LAMP);
      await page.locator('#pause', { hasText: /Lanjutkan, \d+ baru/ }).waitFor();
      expect(await page.locator('#stream li', { hasText: trackingCode }).count()).toBe(0);
      await page.click('#pause');
      await page.locator('#stream li', { hasText: trackingCode }).first().waitFor();
      expect(await page.innerText('#pause')).toBe('Jeda');
    });

    it('are told when they are cut off', async () => {
      const page = await sit();
      await page.clock.install();
      await page.reload();
      await isLive(page);
      await page.context().setOffline(true);
      await page.clock.runFor(SILENCE_MS);
      await page.locator('#pulse.is-lost', { hasText: 'Terputus' }).waitFor();
    });

    it('can filter the wall, and get from a figure to its complaints', async () => {
      const page = await sit();
      await page.click('.filter-panel summary');
      await page.selectOption('#filter-agency', 'dishub');
      await Promise.all([page.waitForNavigation(), page.click('.filter-panel button')]);
      expect(new URL(page.url()).searchParams.get('agency')).toBe('dishub');
      const open = await openCount(page);
      await Promise.all([page.waitForNavigation(), page.click('.totals [data-key="open"]')]);
      expect(await page.locator('tr[data-code]').count()).toBe(open);
      expectNoIssues();
    });

    it('can use the wall without scripts', async () => {
      const page = await sit({ hasScript: false });
      expect(await page.innerText('#pulse')).toMatch(/^Keadaan pukul \d\d\.\d\d$/);
      expect(await page.locator('.urgent li').count()).toBeGreaterThan(0);
      expect(await page.locator('#pause').isVisible()).toBe(false);
    });
  });
}

function inView(page: Page, selector: string): Promise<boolean> {
  return page.evaluate(`(() => {
    const { top, left, bottom, right } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    return top >= 0 && left >= 0 && bottom <= innerHeight + 1 && right <= innerWidth + 1 && bottom - top > 60;
  })()`);
}

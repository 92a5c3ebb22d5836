import { openTownSession } from '../../support/town/staff';
import { accessibilityFaults } from '../accessibility';
import { runInPage } from '../in-page';
import { weigh } from '../page-weight';
import { LISTED_PAGES, type ListedPage } from '../pages';
import { addressOf, type Scenery } from '../scenery';
import { openPhone, type Visitor } from '../visitor';

const WIDTHS = [320, 360, 768, 1280];
const HEIGHT = 740;
const BYTES_AT_MOST = 100_000;

export function describeEveryPage(scenery: Scenery): void {
  describe.each(['id', 'en'] as const)('every page (%s)', (language) => {
    it.each(LISTED_PAGES.map((page) => [page.name, page] as const))('%s', async (_name, listed) => {
      const { browser, url, client, staff } = scenery();
      const session = listed.as && (await openTownSession(client.db, staff[listed.as]));
      const visitor = await openPhone(browser, { url, language, session });
      try {
        await checkPage(visitor, { listed, language, address: await addressOf(scenery, listed) });
      } finally {
        await visitor.close();
      }
    });
  });
}

/** Loads without a complaint, is light, and holds at every width; what it says is checked by the suites of `web/`. */
async function checkPage(
  { page, faults }: Visitor,
  { listed, language, address }: { listed: ListedPage; language: string; address: string },
): Promise<void> {
  const weight = weigh(page);
  const answer = await page.goto(address);
  expect(answer?.status()).toBe(listed.status ?? 200);
  expect(await page.getAttribute('html', 'lang')).toBe(language);
  expect((await weight()).own).toBeLessThanOrEqual(BYTES_AT_MOST);
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    expect({ width, faults: await runInPage(page, 'layout-faults', 'layoutFaults') }).toEqual({
      width,
      faults: [],
    });
  }
  // Still as wide as a desk: what is laid out otherwise there is looked at once more.
  if (language === 'id') expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Tab');
  expect(await runInPage(page, 'focus-faults', 'focusFaults')).toEqual([]);
  expect(faults()).toEqual([]);
}

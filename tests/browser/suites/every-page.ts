import { accessibilityFaults } from '../accessibility';
import { timeFirstByte } from '../first-byte';
import { runInPage } from '../in-page';
import { weigh } from '../page-weight';
import { LISTED_PAGES, type ListedPage } from '../pages';
import { addressOf, openFor, type Scenery } from '../scenery';
import type { Visitor } from '../visitor';

const WIDTHS = [320, 360, 768, 1280];
const HEIGHT = 740;
const BYTES_AT_MOST = 100_000;
const REQUESTS = 20;
const FIRST_BYTE_MS = 50;

export function describeEveryPage(scenery: Scenery): void {
  const medians: string[] = [];

  describe.each(['id', 'en'] as const)('every page (%s)', (language) => {
    it.each(LISTED_PAGES.map((page) => [page.name, page] as const))('%s', async (_name, listed) => {
      const visitor = await openFor(scenery, listed, language);
      try {
        const address = await addressOf(scenery, listed, visitor.page);
        await checkAsOpened(visitor, { listed, language, address });
        // Words are longer or shorter in the other language; what follows is the same in both.
        if (language === 'id') medians.push(`${listed.name} ${await checkFurther(visitor, listed)}`);
        expect(visitor.faults()).toEqual([]);
      } finally {
        await visitor.close();
      }
    });
  });

  afterAll(() => {
    process.stdout.write(`first byte in ms, median of ${REQUESTS}: ${medians.join(', ')}\n`);
  });
}

interface Opening {
  listed: ListedPage;
  language: string;
  address: string;
}

/** Loads, is light, and holds at every width; what it says is checked by the suites of `web/`. */
async function checkAsOpened({ page }: Visitor, { listed, language, address }: Opening): Promise<void> {
  const weight = weigh(page);
  const answer = await page.goto(address);
  expect(answer?.status()).toBe(listed.status ?? 200);
  expect(await page.getAttribute('html', 'lang')).toBe(language);
  expect((await weight()).own).toBeLessThanOrEqual(BYTES_AT_MOST);
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    const faults = await runInPage<string[]>(page, 'layout-faults', 'layoutFaults');
    expect({ width, faults }).toEqual({ width, faults: [] });
  }
}

/** On a wide screen, with the keyboard, and by the clock. @returns the median of the first byte */
async function checkFurther({ page, context }: Visitor, { place }: ListedPage): Promise<string> {
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Tab');
  expect(await runInPage(page, 'focus-faults', 'focusFaults')).toEqual([]);
  const cookies = (await context.cookies()).map((cookie) => `${cookie.name}=${cookie.value}`);
  const asking = { address: page.url(), cookie: cookies.join('; ') };
  const { quickest, median } = await timeFirstByte({ ...asking, times: REQUESTS });
  // Other suites run on the same processors: all but the quickest may have waited for them.
  expect({ place, isQuick: quickest <= FIRST_BYTE_MS }).toEqual({ place, isQuick: true });
  return median.toFixed(0);
}

import type { Page } from 'playwright-core';
import { inForm, IS_LONG } from '../../support/long-form';
import { accessibilityIssues } from '../accessibility';
import { timeFirstByte } from '../first-byte';
import { runInPage } from '../in-page';
import { weigh } from '../page-weight';
import { isForCitizens, LISTED_PAGES, type ListedPage } from '../pages';
import { addressOf, openFor, type Scenery } from '../scenery';
import { PHONE, type Visitor } from '../visitor';

const NARROWEST = 320;
/**
 * Texts differ in length between the languages, which shows where room is short. At the last width axe checks the
 * page: with everything unfolded in Indonesian, and in the long form also as it opens in English.
 * So are the dark colours of the pages that people see without signing in.
 */
const WIDTHS = inForm<Record<'id' | 'en', number[]>>({
  short: { id: [1280, 768, NARROWEST], en: [NARROWEST] },
  long: { id: [1280, 768, 360, NARROWEST], en: [1280, NARROWEST] },
});
const HEIGHT = 740;
const BYTES_AT_MOST = 100_000;
const REQUESTS = inForm({ short: 2, long: 10 });
const FIRST_BYTE_MS = 50;
const ROUNDS = 10;
/** On a busy machine, a page may take this many times as long as the home page takes at the same time. */
const TIMES_HOME = 10;
/** @returns whether there was anything folded away */
const UNFOLD = `(() => {
  const folded = [...document.querySelectorAll('details:not([open])')];
  for (const each of folded) each.open = true;
  return folded.length > 0;
})()`;

/** What is printed in a colour that paper swallows. */
const PALE_ON_PAPER = `[...document.querySelectorAll('main *')]
  .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
  .filter((each) => each.checkVisibility())
  .filter((each) => {
    const [red, green, blue] = getComputedStyle(each).color.match(/[\\d.]+/g).map(Number);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 150;
  })
  .map((each) => each.className + ': ' + each.textContent.trim().slice(0, 30))`;

export function describeEveryPage(scenery: Scenery): void {
  const medians: string[] = [];

  describe('every page', () => {
    const visitors = new Map<ListedPage['as'], Visitor>();
    afterAll(() => Promise.all([...visitors.values()].map((visitor) => visitor.close())));

    it.each(LISTED_PAGES.map((page) => [page.name, page] as const))('%s', async (_name, listed) => {
      const visitor = visitors.get(listed.as) ?? (await openFor(scenery, listed));
      visitors.set(listed.as, visitor);
      await forgetDraft(visitor);
      const address = await addressOf(scenery, listed, visitor.page);
      visitor.issues();
      for (const language of ['en', 'id'] as const) {
        await visitor.context.addCookies([{ name: 'lang', value: language, url: scenery().url }]);
        await checkAsOpened(visitor, { listed, language, address });
        if (isForCitizens(listed) && (language === 'id' || IS_LONG)) await checkOtherReading(visitor);
      }
      medians.push(`${listed.name} ${await checkFurther(visitor, listed)}`);
      expect(visitor.issues()).toEqual([]);
    });
  });

  afterAll(() => {
    process.stdout.write(`first byte in ms, median of ${REQUESTS}: ${medians.join(', ')}\n`);
  });
}

interface Opening {
  listed: ListedPage;
  language: keyof typeof WIDTHS;
  address: string;
}

/** A browser is opened once for each kind of visitor; what one page left there must not show on the next. */
async function forgetDraft({ page, context }: Visitor): Promise<void> {
  await page.setViewportSize(PHONE);
  await context.clearCookies({ name: /draft/ });
}

/** Checks that it loads, is small and fits at every width; what it says is checked by the tests of `web/`. */
async function checkAsOpened({ page }: Visitor, { listed, language, address }: Opening): Promise<void> {
  const weight = weigh(page);
  const response = await page.goto(address);
  expect(response?.status()).toBe(listed.status ?? 200);
  expect(await page.getAttribute('html', 'lang')).toBe(language);
  const { own, parts } = await weight();
  expect(parts.map(([part]) => part)).toContainEqual(
    expect.stringMatching(/^\/assets\/[0-9a-f]{16}\/pages\.css$/),
  );
  expect(own).toBeLessThanOrEqual(listed.bytesAtMost ?? BYTES_AT_MOST);
  for (const width of WIDTHS[language]) await checkLayout(page, width);
  if (language === 'en' && IS_LONG) expect(await accessibilityIssues(page)).toEqual([]);
}

/** Checks it in the dark, on paper and with large text, and leaves it as it was. */
async function checkOtherReading({ page }: Visitor): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibilityIssues(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', media: 'print' });
  expect(await page.evaluate(PALE_ON_PAPER)).toEqual([]);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(PHONE);
  await page.evaluate("document.documentElement.style.fontSize = '200%'");
  const issues = await runInPage<string[]>(page, 'layout-issues', 'sidewaysIssues');
  expect({ fontSize: '200%', issues }).toEqual({ fontSize: '200%', issues: [] });
  await page.evaluate("document.documentElement.style.removeProperty('font-size')");
}

/** Checks the focus, what is folded away, and the response time. @returns the median time to the first byte */
async function checkFurther({ page, context }: Visitor, { route }: ListedPage): Promise<string> {
  await page.keyboard.press('Tab');
  expect(await runInPage(page, 'focus-issues', 'focusIssues')).toEqual([]);
  if (await page.evaluate<boolean>(UNFOLD)) await checkLayout(page, NARROWEST);
  expect(await accessibilityIssues(page)).toEqual([]);
  const cookies = (await context.cookies()).map((cookie) => `${cookie.name}=${cookie.value}`);
  const times = { route, ...(await responseTimes(page.url(), cookies.join('; '))) };
  expect(times).toEqual({ ...times, isQuick: true });
  return times.median.toFixed(0);
}

/** Measures until the page was quick once: in any one round, other suites may have kept the processor busy. */
async function responseTimes(address: string, cookie: string): Promise<{ isQuick: boolean; median: number }> {
  let median = NaN;
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await timeFirstByte({ address, cookie, times: REQUESTS });
    if (round === 0) median = page.median;
    if (page.quickest <= FIRST_BYTE_MS) return { isQuick: true, median };
    const home = await timeFirstByte({ address: new URL('/', address).href, cookie, times: REQUESTS });
    if (page.quickest <= TIMES_HOME * home.quickest) return { isQuick: true, median };
  }
  return { isQuick: false, median };
}

async function checkLayout(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHT });
  const issues = await runInPage<string[]>(page, 'layout-issues', 'layoutIssues');
  expect({ width, issues }).toEqual({ width, issues: [] });
}

import { accessibilityIssues } from '../accessibility';
import { runInPage } from '../in-page';
import { LISTED_PAGES } from '../pages';
import { addressOf, type Scenery } from '../scenery';
import { openPhone, openWithoutScript, type Visitor, type VisitorOptions } from '../visitor';

/** The pages that people see without signing in. */
const CITIZENS = LISTED_PAGES.filter(({ as }) => as === undefined).map((page) => [page.name, page] as const);

/** Without a script nobody sets a pin, so nobody is asked about what is near it; and the one document leads elsewhere. */
const WITHOUT_SCRIPT = CITIZENS.filter(([name]) => !['file, similar', 'file, one document'].includes(name));

/** What is printed in a colour that paper swallows. */
const PALE = `[...document.querySelectorAll('main *')]
  .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
  .filter((each) => each.checkVisibility())
  .filter((each) => {
    const [red, green, blue] = getComputedStyle(each).color.match(/[\\d.]+/g).map(Number);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 150;
  })
  .map((each) => each.className + ': ' + each.textContent.trim().slice(0, 30))`;

const HIDDEN_BUT_SHOWN = `[...document.querySelectorAll('[hidden]')]
  .filter((each) => each.getClientRects().length > 0)
  .map((each) => each.outerHTML.slice(0, 80))`;

/** Other ways to read: large text, a dark screen, paper, no script. */
export function describeReading(scenery: Scenery): void {
  const visitors: Visitor[] = [];
  const visitor = async (open: typeof openPhone, options: Partial<VisitorOptions> = {}): Promise<Visitor> => {
    const { browser, url } = scenery();
    const opened = await open(browser, { url, ...options });
    visitors.push(opened);
    return opened;
  };

  describe('reading', () => {
    afterEach(async () => {
      for (const each of visitors.splice(0)) await each.close();
    });

    it.each(CITIZENS)('with text at 200 %%, in the dark, and on paper: %s', async (_name, listed) => {
      const { page, context } = await visitor(openPhone, { colours: 'dark' });
      const address = await addressOf(scenery, listed, page);
      for (const language of ['en', 'id']) {
        await context.addCookies([{ name: 'lang', value: language, url: scenery().url }]);
        await page.goto(address);
        expect(await accessibilityIssues(page)).toEqual([]);
        await page.emulateMedia({ media: 'print' });
        expect(await page.evaluate(PALE)).toEqual([]);
        await page.emulateMedia({ media: 'screen' });
        await page.evaluate("document.documentElement.style.fontSize = '200%'");
        const issues = await runInPage<string[]>(page, 'layout-issues', 'sidewaysIssues');
        expect({ language, issues }).toEqual({ language, issues: [] });
      }
    });

    it.each(WITHOUT_SCRIPT)(
      'without script, where no button shows that needs one: %s',
      async (_name, listed) => {
        const { page } = await visitor(openWithoutScript);
        await page.goto(await addressOf(scenery, listed, page));
        expect(await page.evaluate(HIDDEN_BUT_SHOWN)).toEqual([]);
      },
    );
  });
}

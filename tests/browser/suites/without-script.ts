import { isForCitizens, LISTED_PAGES } from '../pages';
import { addressOf, type Scenery } from '../scenery';
import { openWithoutScript, type Visitor } from '../visitor';

/** Without a script nobody sets a pin, so nobody is asked about what is near it; and the one document leads elsewhere. */
const NEED_SCRIPT = ['file, similar', 'file, one document'];

const PAGES = LISTED_PAGES.filter((page) => isForCitizens(page) && !NEED_SCRIPT.includes(page.name));

const HIDDEN_BUT_SHOWN = `[...document.querySelectorAll('[hidden]')]
  .filter((each) => each.getClientRects().length > 0)
  .map((each) => each.outerHTML.slice(0, 80))`;

export function describeWithoutScript(scenery: Scenery): void {
  describe('without script', () => {
    let visitor: Visitor;
    beforeAll(async () => {
      const { browser, url } = scenery();
      visitor = await openWithoutScript(browser, { url });
    });
    afterAll(() => visitor.close());

    it.each(PAGES.map((page) => [page.name, page] as const))(
      'no button shows that needs one: %s',
      async (_name, listed) => {
        const { page, context } = visitor;
        await context.clearCookies({ name: /draft/ });
        await page.goto(await addressOf(scenery, listed, page));
        expect(await page.evaluate(HIDDEN_BUT_SHOWN)).toEqual([]);
      },
    );
  });
}

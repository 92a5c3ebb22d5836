import { accessibilityIssues } from '../accessibility';
import { runInPage } from '../in-page';
import type { Scenery } from '../scenery';
import { openPhone, type Visitor } from '../visitor';

const page = (body: string, style = '') =>
  `<!doctype html><html lang="en"><head><title>Planted</title><style>${style}</style></head><body><main><h1>Planted</h1>${body}</main></body></html>`;

/** Issues planted on purpose: a check that finds nothing here would find nothing anywhere. */
export function describeChecks(scenery: Scenery): void {
  describe('the checks themselves', () => {
    let visitor: Visitor;
    beforeAll(async () => {
      const { browser, url } = scenery();
      visitor = await openPhone(browser, { url });
    });
    afterAll(() => visitor.close());

    const layoutIssues = () => runInPage<string[]>(visitor.page, 'layout-issues', 'layoutIssues');

    it('see pale text and a field without a label', async () => {
      await visitor.page.setContent(page('<p>Pale</p><input>', 'p { color: #aaa; background: #fff; }'));
      const issues = await accessibilityIssues(visitor.page);
      expect(issues).toEqual([
        expect.stringMatching(/^color-contrast: .*<p>Pale/),
        expect.stringMatching(/^label: .*<input>/),
      ]);
    });

    it('see a page that is wider than the screen', async () => {
      await visitor.page.setContent(page('<p>Wide</p>', 'p { width: 500px; }'));
      expect(await layoutIssues()).toEqual([expect.stringMatching(/^scrolls sideways.*<p class="">Wide/)]);
    });

    it('see a button and a link that a thumb would miss', async () => {
      const small = '<button>Send</button><p><a href="/" class="block">Home</a></p>';
      const style = 'button { height: 30px; width: 90px; } .block { display: block; } body { width: 300px; }';
      await visitor.page.setContent(page(small, style));
      expect(await layoutIssues()).toEqual([
        expect.stringMatching(/^<button.* is 90 × 30, not 44 × 44$/),
        expect.stringMatching(/^<a class="block">Home is .*, not 44 × 44$/),
      ]);
    });

    it('see a link that does not show that it has the focus', async () => {
      const links = '<a href="/one">One</a> <a href="/two" class="bare">Two</a>';
      await visitor.page.setContent(page(links, 'a:focus { outline: 3px solid; } a.bare { outline: none; }'));
      await visitor.page.keyboard.press('Tab');
      expect(await runInPage(visitor.page, 'focus-issues', 'focusIssues')).toEqual([
        expect.stringContaining('/two'),
      ]);
    });

    it('notice errors, missing resources and requests to other hosts', async () => {
      await visitor.open('/');
      await visitor.page.evaluate(`(async () => {
        console.error('planted');
        setTimeout(() => { throw new Error('thrown'); }, 0);
        await fetch('/assets/missing.css');
        const image = new Image();
        image.src = 'http://elsewhere.example/picture.png';
        await new Promise((resolve) => { image.onerror = resolve; });
      })()`);
      await expect(visitor.page.goto('http://elsewhere.example/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
      const issues = visitor.issues();
      expect(issues).toContainEqual('console: planted');
      expect(issues).toContainEqual('uncaught: thrown');
      expect(issues).toContainEqual(expect.stringMatching(/^404: .*missing\.css$/));
      expect(issues).toContainEqual(expect.stringContaining('Content Security Policy'));
      expect(issues).toContainEqual('asks another host: http://elsewhere.example/');
    });
  });
}

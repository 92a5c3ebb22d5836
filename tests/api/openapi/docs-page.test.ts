import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../browser/launch-chromium';
import { watchPage } from '../../browser/watch-page';
import { inForm } from '../../support/long-form';
import { startApi, type ApiUnderTest } from '../../support/api-under-test';
import { operationsOf, type Published } from './published';

/** Opening an operation keeps a browser busy for seconds. */
const TAGS = inForm({ short: 2, long: Infinity });

describe('the page of the API', () => {
  let test: ApiUnderTest;
  let browser: Browser;
  let operations: Published[];
  beforeAll(async () => {
    browser = await launchChromium();
    test = await startApi();
    operations = operationsOf((await test.api.get('/api/openapi.json')).body);
  });
  afterAll(async () => {
    await browser.close();
    await test.stop();
  });

  it('shows every operation under its tag, and opens one of a tag without errors', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    const url = `http://127.0.0.1:${(test.server.address() as AddressInfo).port}/api/docs`;
    const watching = watchPage(page, url);
    await page.goto(url);
    await page
      .locator('.opblock')
      .nth(operations.length - 1)
      .waitFor();
    const tags = await page.locator('.opblock-tag').evaluateAll((all) => all.map(({ id }) => id));
    expect(tags).toHaveLength(new Set(operations.flatMap((operation) => operation.tags)).size);
    expect(await page.locator('.opblock').count()).toBe(operations.length);
    for (const section of (await page.locator('.opblock-tag-section').all()).slice(0, TAGS)) {
      const last = section.locator('.opblock').last();
      await last.locator('.opblock-summary-control').click();
      await last.locator('.opblock-body .responses-table').waitFor();
      await last.locator('.opblock-summary-control').click();
    }
    expect(watching.takeIssues()).toEqual([]);
    await page.close();
  });
});

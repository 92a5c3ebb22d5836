import type { Page } from 'playwright-core';

const PAUSE_MS = 100;

/**
 * Waits until an expression is true on the page, which may be a promise. Playwright's own `waitForFunction` needs
 * `eval` from its second look on, which our pages forbid.
 */
export async function untilSo(page: Page, expression: string, { withinMs = 15_000 } = {}): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await page.evaluate<boolean>(`Promise.resolve(${expression}).then(Boolean)`))) {
    if (Date.now() > end) throw new Error(`within ${withinMs} ms it was not so: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

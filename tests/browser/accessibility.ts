import { readFile } from 'node:fs/promises';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** Everything that axe checks, including best practices and the size of targets. */
const OPTIONS: RunOptions = {
  resultTypes: ['violations'],
  // Working them out takes axe as long as a third of its checks.
  selectors: false,
  rules: { 'target-size': { enabled: true } },
};

/** Every page parses it again: the minified file is parsed in half the time. */
const SOURCE = readFile(require.resolve('axe-core/axe.min.js'), 'utf8');

const LINES = `({ violations }) => violations.flatMap(({ id, help, nodes }) =>
  nodes.map(({ html }) => id + ': ' + help + ': ' + html.slice(0, 120)))`;

/** The page's violations, one line for each element. It must run scripts, but needs none of its own. */
export async function accessibilityIssues(page: Page): Promise<string[]> {
  const isThere = await page.evaluate('typeof axe === "object"');
  if (!isThere) await page.evaluate(await SOURCE);
  return page.evaluate<string[]>(`axe.run(document, ${JSON.stringify(OPTIONS)}).then(${LINES})`);
}

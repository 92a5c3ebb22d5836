import { readFile } from 'node:fs/promises';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** Everything that axe can tell, its hints on good practice and the size of targets included. */
const OPTIONS: RunOptions = {
  resultTypes: ['violations'],
  rules: { 'target-size': { enabled: true } },
};

/** Each page reads it anew: the short form is read in half the time. */
const SOURCE = readFile(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core has against the page, one line for each element. The page needs scripts, but none of its own. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const isThere = await page.evaluate('typeof axe === "object"');
  if (!isThere) await page.evaluate(await SOURCE);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(OPTIONS)})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 120)}`),
  );
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = path.join(__dirname, 'in-page');

/**
 * Runs in the page what a module of `in-page/` exports under this name. The module is passed as it is written,
 * since compiled code may rely on helpers that no page has.
 */
export async function runInPage<Result>(page: Page, file: string, name: string): Promise<Result> {
  const source = await readFile(path.join(FOLDER, `${file}.js`), 'utf8');
  return page.evaluate(`(() => { ${source.replaceAll(/^export /gm, '')}\nreturn ${name}(); })()`);
}

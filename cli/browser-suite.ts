import { findChromium, type ChromiumDeps } from './parts/find-chromium';
import { PartError } from './parts/part-error';

export type BrowserSuite =
  | { kind: 'run'; chromium: string }
  /** This machine has no Chromium and may not get one. */
  | { kind: 'left_out'; reason: string }
  | { kind: 'failed'; reason: string };

/**
 * Decides whether the suite that drives a real browser runs here. With CI=true a missing Chromium is a failure: a
 * check must not silently check less than it claims.
 */
export async function decideBrowserSuite(deps: ChromiumDeps): Promise<BrowserSuite> {
  try {
    return { kind: 'run', chromium: await findChromium(deps) };
  } catch (error) {
    if (!(error instanceof PartError)) throw error;
    // A wrong path in CHROMIUM_PATH is a mistake, not a machine without a browser.
    const mustRun = deps.env.CI === 'true' || Boolean(deps.env.CHROMIUM_PATH);
    return { kind: mustRun ? 'failed' : 'left_out', reason: error.message };
  }
}

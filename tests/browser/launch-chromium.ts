import { chromium, type Browser, type BrowserContext, type LaunchOptions } from 'playwright-core';
import { findChromium } from '../../cli/parts/find-chromium';

/**
 * The first two draw the address bar's suggestions as pages of their own: each window starts two more processes for
 * them, which takes longer than our page. Chromium heeds the last list alone, so the others repeat Playwright's.
 */
const WITHOUT = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AimEnabled', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'AvoidCorsURLLoaderRestartOnRedirect'],
  ...['DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay'],
  ...['MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch'],
  'ThirdPartyStoragePartitioning',
];

/** Keeps the browser's own traffic on this machine, and gives no host but ours an address. */
const QUIET = [
  `--disable-features=${WITHOUT.join()}`,
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/**
 * Launches a browser with a profile of its own, which is gone when it closes.
 * @param fonts a fontconfig file, for other fonts than the system's
 * @throws PartError where there is no Chromium
 */
export async function launchChromium({ fonts }: { fonts?: string } = {}): Promise<Browser> {
  return chromium.launch(await launchOptions(fonts));
}

/** Launches a browser whose profile stays in a folder when it closes, as on a phone. */
export async function openProfile(
  folder: string,
  options: Parameters<typeof chromium.launchPersistentContext>[1],
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...(await launchOptions()), ...options });
}

async function launchOptions(fonts?: string): Promise<LaunchOptions> {
  // Installing is for `npm test`: a single suite uses what is there.
  const executablePath = await findChromium({ env: process.env, isRoot: false, say: () => undefined });
  const env = { ...process.env, ...(fonts ? { FONTCONFIG_FILE: fonts } : {}) };
  return { executablePath, headless: true, chromiumSandbox: false, args: QUIET, env };
}

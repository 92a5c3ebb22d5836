import { chromium, type Browser } from 'playwright-core';
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
  // Installing is for `npm test`: a single suite uses what is there.
  const executablePath = await findChromium({ env: process.env, isRoot: false, say: () => undefined });
  const env = { ...process.env, ...(fonts ? { FONTCONFIG_FILE: fonts } : {}) };
  return chromium.launch({ executablePath, headless: true, chromiumSandbox: false, args: QUIET, env });
}

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { Pace } from '../support/pace';
import { startTcpProxy } from '../support/tcp-proxy';
import { openProfile } from './launch-chromium';
import { PHONE } from './visitor';

/** The worker starts when the page is idle, and loads forty files. */
const KEPT_MS = 45_000;

/** A phone of its own: what it keeps outlasts its browser, and its network can be taken away. */
export interface Phone {
  /** Opens the browser, or opens it again as it was left. */
  open(): Promise<Page>;
  /** Closes the browser with all its pages. */
  close(): Promise<void>;
  /** No byte gets through, and the device knows that. */
  intoFlightMode(): Promise<void>;
  /** No byte gets through, but the device believes in its network. */
  intoDeadSpot(): void;
  backOnline(): Promise<void>;
  throwAway(): Promise<void>;
}

export async function buyPhone(url: string, network: { pace?: Pace } = {}): Promise<Phone> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-phone-'));
  const line = await startTcpProxy(new URL(url).host, network);
  let context: BrowserContext | null = null;
  let isInFlight = false;
  const close = async () => {
    await context?.close();
    context = null;
  };
  return {
    close,
    async open() {
      context = await openProfile(folder, {
        baseURL: `http://127.0.0.1:${line.port}`,
        viewport: PHONE,
        ...{ hasTouch: true, isMobile: true, locale: 'id-ID', timezoneId: 'Asia/Jakarta' },
        ...{ serviceWorkers: 'allow', offline: isInFlight, reducedMotion: 'reduce' },
      });
      context.setDefaultTimeout(15_000);
      return context.pages()[0] ?? context.newPage();
    },
    async intoFlightMode() {
      line.cut();
      isInFlight = true;
      await context?.setOffline(true);
    },
    intoDeadSpot: () => line.cut(),
    async backOnline() {
      line.mend();
      isInFlight = false;
      await context?.setOffline(false);
    },
    async throwAway() {
      await close();
      await line.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the form is kept for when there is no network. */
export async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(
    'navigator.serviceWorker.ready.then(({ active }) => active.state === "activated" && Boolean(navigator.serviceWorker.controller))',
    undefined,
    { timeout: KEPT_MS },
  );
}

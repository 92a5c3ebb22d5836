import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CITY_HALL } from '../support/stack-client';
import { watchPage } from './watch-page';

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

export interface VisitorOptions {
  /** Origin of the system under test. */
  url: string;
  language?: 'id' | 'en';
  viewport?: { width: number; height: number };
  hasScript?: boolean;
  /** Session token of a member of staff. */
  session?: string;
  /** Physical pixels for each of the page's. */
  sharpness?: number;
  /** Where the device says that it is. */
  at?: { latitude: number; longitude: number };
}

/** The cookie's name when the system is reached without TLS. */
const SESSION_COOKIE = 'sikesal-session';

/** Somebody with a browser of their own: no cookies, nothing cached, nothing stored. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** What went wrong in the browser since the last call. */
  issues(): string[];
  /** The path on the system under test, or an address out of a mail. */
  open(address: string): Promise<void>;
  close(): Promise<void>;
}

/** Somebody with a phone. */
export function openPhone(browser: Browser, options: VisitorOptions): Promise<Visitor> {
  return openVisitor(browser, { viewport: PHONE, ...options });
}

/** Somebody whose phone runs no scripts. */
export function openWithoutScript(browser: Browser, options: VisitorOptions): Promise<Visitor> {
  return openPhone(browser, { ...options, hasScript: false });
}

export async function openVisitor(browser: Browser, options: VisitorOptions): Promise<Visitor> {
  const { url, language = 'id', viewport = DESK, hasScript = true, at = CITY_HALL } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    deviceScaleFactor: options.sharpness ?? 1,
    locale: language === 'id' ? 'id-ID' : 'en-GB',
    timezoneId: 'Asia/Jakarta',
    javaScriptEnabled: hasScript,
    // Requests that a worker answers cannot be held up by a test.
    serviceWorkers: 'block',
    geolocation: at,
    permissions: ['geolocation'],
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
  // A page that only finds registering blocked would say so in its console.
  await context.addInitScript('delete Navigator.prototype.serviceWorker');
  await context.addCookies([{ name: 'lang', value: language, url }]);
  if (options.session) await context.addCookies([{ name: SESSION_COOKIE, value: options.session, url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const watch = watchPage(page, url);
  return {
    page,
    context,
    issues: watch.takeIssues,
    open: async (address) => {
      await page.goto(address);
    },
    close: () => context.close(),
  };
}

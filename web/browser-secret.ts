import { randomUUID } from 'node:crypto';
import { ownCookieName } from '../api/authentication/own-cookie';
import type { PageRequest } from './http/page-request';
import type { ResponseCookie } from './page-response';
import type { PagesContext } from './pages-context';

const SECRET = /^[\w-]{16,64}$/;
const YEAR_MS = 365 * 24 * 3_600_000;

/**
 * Identifies a browser, so that its "me too" counts once; kept for a year from its last use. A browser without one
 * gets the secret in its form, because ten clicks at once do not see each other's cookies.
 */
export function browserSecret(
  { settings }: Pick<PagesContext, 'settings'>,
  { cookies }: Pick<PageRequest, 'cookies'>,
  ofForm: string,
): { device: string; cookie: ResponseCookie } {
  const name = ownCookieName('sikesal-device', settings);
  const device = [cookies.get(name) ?? '', ofForm].find((each) => SECRET.test(each)) ?? randomUUID();
  return { device, cookie: { name, value: device, maxAgeMs: YEAR_MS } };
}

import { randomBytes } from 'node:crypto';
import { ownCookieName } from '../../api/authentication/own-cookie';
import type { PageRequest } from '../http/page-request';
import type { ResponseCookie } from '../page-response';
import type { PagesContext } from '../pages-context';
import { formToken, isFormToken } from './staff-session';

const TOKEN_BYTES = 32;
const HOUR_MS = 3_600_000;

/**
 * Before anybody is signed in, no session can protect a form, and another site must not sign a visitor in as
 * somebody else. So the page's form must match a cookie of its own.
 */
export function entryCookieName(settings: PagesContext['settings']): string {
  return ownCookieName('sikesal-entry', settings);
}

/** Reuses the browser's cookie if it has one, so that two open pages do not invalidate each other. */
export function entryFor(
  { settings }: PagesContext,
  { cookies }: PageRequest,
): { csrf: string; cookie: ResponseCookie } {
  const name = entryCookieName(settings);
  const value = cookies.get(name) || randomBytes(TOKEN_BYTES).toString('base64url');
  return { csrf: formToken(value), cookie: { name, value, maxAgeMs: HOUR_MS } };
}

export function isEntryForm({ settings }: PagesContext, { cookies, form }: PageRequest): boolean {
  const value = cookies.get(entryCookieName(settings));
  return !!value && isFormToken(formToken(value), form.get('csrf'));
}

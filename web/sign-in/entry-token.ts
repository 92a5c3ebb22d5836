import { randomBytes } from 'node:crypto';
import { ownCookieName } from '../../api/authentication/own-cookie';
import type { Visit } from '../http/visit';
import type { AnswerCookie } from '../page-answer';
import type { Site } from '../site';
import { formToken, isFormToken } from './staff-session';

const TOKEN_BYTES = 32;
const HOUR_MS = 3_600_000;

/**
 * Before anybody is signed in there is no session to hold a form to, and another site must not sign a visitor in as
 * somebody else: the page's form and a cookie of its own have to belong together.
 */
export function entryCookieName(settings: Site['settings']): string {
  return ownCookieName('sikesal-entry', settings);
}

/** The browser's cookie again if it has one, so that two open pages don't spoil each other. */
export function entryFor({ settings }: Site, { cookies }: Visit): { csrf: string; cookie: AnswerCookie } {
  const name = entryCookieName(settings);
  const value = cookies.get(name) || randomBytes(TOKEN_BYTES).toString('base64url');
  return { csrf: formToken(value), cookie: { name, value, maxAgeMs: HOUR_MS } };
}

export function isEntryForm({ settings }: Site, { cookies, form }: Visit): boolean {
  const value = cookies.get(entryCookieName(settings));
  return !!value && isFormToken(formToken(value), form.get('csrf'));
}

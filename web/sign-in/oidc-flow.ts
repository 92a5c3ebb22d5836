import { createHash, randomBytes } from 'node:crypto';
import { ownCookieName } from '../../api/authentication/own-cookie';
import type { PageRequest } from '../http/page-request';
import type { ResponseCookie } from '../page-response';
import type { PagesContext } from '../pages-context';
import { ownPath } from './own-path';

/** One sign-in through the issuer. */
export interface OidcFlow {
  /** Comes back with the browser, and shows that the response belongs to this browser's request. */
  state: string;
  /** Comes back in the ID token, and shows that it was issued for this request. */
  nonce: string;
  /** Prevents anybody else who gets hold of the code from redeeming it (PKCE). */
  verifier: string;
  nextPage: string | null;
}

const SECRET_BYTES = 32;
const COOKIE = /^([\w-]{43})\.([\w-]*)$/;
const TEN_MINUTES_MS = 600_000;

/** Address at which the sign-in through the issuer starts. */
export function accountsUrl(nextPage: string | null): string {
  return nextPage === null
    ? '/sign-in/oidc'
    : `/sign-in/oidc?${new URLSearchParams({ next: nextPage }).toString()}`;
}

/** The browser keeps the secret that all else derives from, so nothing is stored for those who never come back. */
export function startFlow(
  { settings }: Pick<PagesContext, 'settings'>,
  nextPage: string | null,
): { flow: OidcFlow; cookie: ResponseCookie } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const value = `${secret}.${Buffer.from(nextPage ?? '').toString('base64url')}`;
  const cookie = { name: cookieName(settings), value, maxAgeMs: TEN_MINUTES_MS };
  return { flow: flowOf(secret, nextPage), cookie };
}

/** Null for a browser that did not start here, or started too long ago. */
export function flowIn(
  { settings }: Pick<PagesContext, 'settings'>,
  { cookies }: Pick<PageRequest, 'cookies'>,
) {
  const match = COOKIE.exec(cookies.get(cookieName(settings)) ?? '');
  if (!match) return null;
  const [, secret = '', next = ''] = match;
  return flowOf(secret, ownPath(Buffer.from(next, 'base64url').toString()));
}

/** Deletes the flow's cookie: it is good for one response of the issuer. */
export function endFlow({ settings }: Pick<PagesContext, 'settings'>): ResponseCookie {
  return { name: cookieName(settings), value: null };
}

function cookieName(settings: PagesContext['settings']): string {
  return ownCookieName('sikesal-oidc', settings);
}

function flowOf(secret: string, nextPage: string | null): OidcFlow {
  const part = (name: string) =>
    createHash('sha256').update(`sikesal-oidc-${name}:${secret}`).digest('base64url');
  return { state: part('state'), nonce: part('nonce'), verifier: part('verifier'), nextPage };
}

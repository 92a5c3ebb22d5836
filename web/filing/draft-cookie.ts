import { ownCookieName } from '../../api/authentication/own-cookie';
import type { ResponseCookie } from '../page-response';
import type { PagesContext } from '../pages-context';

const DAY_MS = 24 * 3_600_000;

export function draftCookieName({ settings }: Pick<PagesContext, 'settings'>): string {
  return ownCookieName('sikesal-draft', settings);
}

export function draftCookie(context: Pick<PagesContext, 'settings'>, token: string | null): ResponseCookie {
  return { name: draftCookieName(context), value: token, maxAgeMs: DAY_MS };
}

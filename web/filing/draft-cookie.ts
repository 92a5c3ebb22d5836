import { ownCookieName } from '../../api/authentication/own-cookie';
import type { AnswerCookie } from '../page-answer';
import type { Site } from '../site';

const DAY_MS = 24 * 3_600_000;

export function draftCookieName({ settings }: Pick<Site, 'settings'>): string {
  return ownCookieName('sikesal-draft', settings);
}

export function draftCookie(site: Pick<Site, 'settings'>, token: string | null): AnswerCookie {
  return { name: draftCookieName(site), value: token, maxAgeMs: DAY_MS };
}

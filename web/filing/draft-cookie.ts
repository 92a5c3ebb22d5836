import type { AnswerCookie } from '../page-answer';
import type { Site } from '../site';

const DAY_MS = 24 * 3_600_000;

/** With the prefix no other host of the domain can set it; browsers take it from https only. */
export function draftCookieName({ settings }: Pick<Site, 'settings'>): string {
  return settings.publicUrl.startsWith('https:') ? '__Host-sikesal-draft' : 'sikesal-draft';
}

export function draftCookie(site: Pick<Site, 'settings'>, token: string | null): AnswerCookie {
  return { name: draftCookieName(site), value: token, maxAgeMs: DAY_MS };
}

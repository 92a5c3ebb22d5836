import { sessionCookieName } from '../../api/authentication/own-cookie';
import type { Visit } from '../http/visit';
import { StaleLink } from '../links/stale-link';
import type { AnswerCookie, PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { entryCookieName } from './entry-token';
import { ownPath } from './own-path';

/** As long as a session can last; the server ends it earlier when nobody uses it. */
const WEEK_MS = 7 * 24 * 3_600_000;

interface Opening {
  /** Whose address (or, some day, whose account elsewhere) was proven. */
  staffId: string;
  /** Where they wanted to go. */
  nextPage: string | null;
}

/** Signs somebody in, however they proved who they are: always with a new token, and never beside the browser's old one. */
export async function openSession(
  site: Pick<Site, 'sessions' | 'settings'>,
  visit: Pick<Visit, 'cookies' | 'device'>,
  { staffId, nextPage }: Opening,
): Promise<PageAnswer> {
  await closeSession(site, visit);
  const opened = await site.sessions.open({ staffId, device: visit.device });
  if (!opened) throw new StaleLink();
  const cookies = [
    { name: sessionCookieName(site.settings), value: opened.token, maxAgeMs: WEEK_MS },
    { name: entryCookieName(site.settings), value: null },
  ];
  return { kind: 'redirect', to: ownPath(nextPage) ?? '/desk', cookies };
}

/** @returns what takes the cookie away */
export async function closeSession(
  { sessions, settings }: Pick<Site, 'sessions' | 'settings'>,
  { cookies }: Pick<Visit, 'cookies'>,
): Promise<AnswerCookie> {
  const name = sessionCookieName(settings);
  const token = cookies.get(name);
  if (token !== undefined) await sessions.close(token);
  return { name, value: null };
}

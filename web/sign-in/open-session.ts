import { sessionCookieName } from '../../api/authentication/own-cookie';
import type { PageRequest } from '../http/page-request';
import { StaleLink } from '../links/stale-link';
import type { ResponseCookie, PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { entryCookieName } from './entry-token';
import { ownPath } from './own-path';

/** The maximum length of a session; the server ends it earlier when nobody uses it. */
const WEEK_MS = 7 * 24 * 3_600_000;

interface Opening {
  /** The member of staff whose address or account was proven. */
  staffId: string;
  /** The page that they wanted. */
  nextPage: string | null;
}

/** Signs somebody in, however they proved who they are, with a new token; ends the browser's old session. */
export async function openSession(
  context: Pick<PagesContext, 'sessions' | 'settings'>,
  request: Pick<PageRequest, 'cookies' | 'device'>,
  { staffId, nextPage }: Opening,
): Promise<PageResponse> {
  await closeSession(context, request);
  const opened = await context.sessions.open({ staffId, device: request.device });
  if (!opened) throw new StaleLink();
  const cookies = [
    { name: sessionCookieName(context.settings), value: opened.token, maxAgeMs: WEEK_MS },
    { name: entryCookieName(context.settings), value: null },
  ];
  return { kind: 'redirect', to: ownPath(nextPage) ?? '/desk', cookies };
}

/** @returns the cookie that deletes the session's */
export async function closeSession(
  { sessions, settings }: Pick<PagesContext, 'sessions' | 'settings'>,
  { cookies }: Pick<PageRequest, 'cookies'>,
): Promise<ResponseCookie> {
  const name = sessionCookieName(settings);
  const token = cookies.get(name);
  if (token !== undefined) await sessions.close(token);
  return { name, value: null };
}

import { createHash, timingSafeEqual } from 'node:crypto';
import { sessionCookieName } from '../../api/authentication/own-cookie';
import { sessionCredential, type SessionCredential } from '../../api/authentication/session-credential';
import type { StaffMember } from '../../database/stores/staff-store';
import type { PagesDeps } from '../pages-deps';

/** A member of staff who is signed in. */
export interface StaffSession {
  member: StaffMember;
  credential: SessionCredential;
  /** The token that each of their forms must carry as `csrf`; other sites cannot know it. */
  csrf: string;
}

type SessionDeps = Pick<PagesDeps, 'sessions' | 'settings'>;

/** Null for a browser without a session, or with one that is over. */
export async function findStaffSession(
  { sessions, settings }: SessionDeps,
  cookies: ReadonlyMap<string, string>,
  options: { isUse?: boolean } = {},
): Promise<StaffSession | null> {
  const token = cookies.get(sessionCookieName(settings));
  const found = token === undefined ? null : await sessions.find(token, options);
  if (token === undefined || !found) return null;
  return { member: found.member, credential: sessionCredential(found), csrf: formToken(token) };
}

/** Derived from a cookie that no script and no other site can read: only our own pages can hand it out. */
export function formToken(cookie: string): string {
  return createHash('sha256').update(`sikesal-form:${cookie}`).digest('base64url');
}

export function isFormToken(expected: string, given: string | undefined): boolean {
  const [ours, theirs] = [Buffer.from(expected), Buffer.from(given ?? '')];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

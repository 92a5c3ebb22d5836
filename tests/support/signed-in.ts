import { randomUUID } from 'node:crypto';
import type { ApiDeps } from '../../api/api-deps';
import { sessionCookieName } from '../../api/authentication/own-cookie';
import type { SessionStore } from '../../database/stores/session-store';
import type { NewStaffMember, StaffMember } from '../../database/stores/staff-store';
import { formToken } from '../../web/sign-in/staff-session';

export interface SignedIn {
  member: StaffMember;
  token: string;
  /** The Cookie header that their browser sends. */
  cookie: string;
  /** The CSRF token in each of their forms. */
  csrf: string;
}

type Deps = Pick<ApiDeps, 'staff' | 'sessions' | 'settings'>;

/** Adds a member of staff, by default an officer of `pupr`. */
export function newMember({ staff }: Pick<Deps, 'staff'>, changes: Partial<NewStaffMember> = {}) {
  const basis: NewStaffMember = {
    name: 'Budi Santoso',
    email: `${randomUUID()}@kota.example`,
    role: 'officer',
    agency: 'pupr',
    language: 'id',
  };
  return staff.add({ ...basis, ...changes }, { by: 'test' });
}

/** Adds a member of staff and signs them in. */
export async function signedIn(deps: Deps, changes: Partial<NewStaffMember> = {}): Promise<SignedIn> {
  const member = await newMember(deps, changes);
  return { member, ...(await signInAgain(deps, member)) };
}

/** Opens a session for an active member. */
export async function opened(
  sessions: Pick<SessionStore, 'open'>,
  { staffId, device = null }: { staffId: string; device?: string | null },
): Promise<{ token: string }> {
  const session = await sessions.open({ staffId, device });
  if (!session) throw new Error('somebody inactive was to be signed in');
  return session;
}

/** Signs a member in with another browser. */
export async function signInAgain(
  { sessions, settings }: Omit<Deps, 'staff'>,
  { id }: StaffMember,
): Promise<Omit<SignedIn, 'member'>> {
  const { token } = await opened(sessions, { staffId: id });
  return { token, cookie: `${sessionCookieName(settings)}=${token}`, csrf: formToken(token) };
}

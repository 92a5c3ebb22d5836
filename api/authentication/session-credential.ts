import type { StaffMember } from '../../database/stores/staff-store';
import type { Credential } from './credential';

export type SessionCredential = Extract<Credential, { kind: 'session' }>;

/** A member of staff has their current permissions, not those they had when they signed in. */
export function sessionCredential({
  sessionId,
  member,
}: {
  sessionId: string | null;
  member: Pick<StaffMember, 'id' | 'role' | 'agency' | 'name'>;
}): SessionCredential {
  const { id, role, agency, name } = member;
  return { kind: 'session', sessionId, staffId: id, role, agency, name };
}

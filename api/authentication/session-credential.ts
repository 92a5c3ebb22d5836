import type { StaffMember } from '../../database/stores/staff-store';
import type { Credential } from './credential';

export type SessionCredential = Extract<Credential, { kind: 'session' }>;

/** What a member of staff may do here is what they are now, not what they were when they signed in. */
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

import type { Actor, Role } from '../../domain/actor';
import { isAgencyRole } from '../../domain/actor';
import type { KeyScope } from '../../domain/key-scopes';

/** What a request was signed with, after it was found to be valid. */
export type Credential =
  | { kind: 'none' }
  | {
      kind: 'api_key';
      id: string;
      role: Role;
      agency: string | null;
      label: string;
      /** Of an application; other keys may what their role may. */
      scopes: readonly KeyScope[];
      /** What complaints that it files are said to have come by; null for `api`. */
      channel: string | null;
    }
  | {
      kind: 'session';
      /** Null for who showed a token of the city's own issuer. */
      sessionId: string | null;
      staffId: string;
      role: Exclude<Role, 'application'>;
      agency: string | null;
      name: string;
    }
  | { kind: 'reporter'; complaintId: string };

/** @throws RangeError for a role and agency that do not fit, which the database refuses to store */
export function actorOf(credential: Credential): Actor {
  switch (credential.kind) {
    case 'none':
      return { kind: 'anonymous' };
    case 'reporter':
      return { kind: 'reporter', complaintId: credential.complaintId };
    case 'api_key':
      return staffActor(credential, credential.id);
    case 'session':
      return staffActor(credential, credential.staffId);
  }
}

/** Names who asked, for idempotency and limits; the same for every request of a key, a person of the staff, a reporter. */
export function credentialId(credential: Credential): string {
  switch (credential.kind) {
    case 'none':
      return 'anonymous';
    case 'reporter':
      return `reporter:${credential.complaintId}`;
    case 'api_key':
      return `key:${credential.id}`;
    case 'session':
      return `staff:${credential.staffId}`;
  }
}

function staffActor({ role, agency }: { role: Role; agency: string | null }, ref: string): Actor {
  if (!isAgencyRole(role)) return { kind: role, ref };
  if (agency === null) throw new RangeError(`${ref} has a role of an agency and no agency`);
  return { kind: role, agency, ref };
}

import type { Actor, Role } from '../../domain/actor';
import { isAgencyRole } from '../../domain/actor';
import type { KeyScope } from '../../domain/key-scopes';

/** The credential of a request, after it was verified. */
export type Credential =
  | { kind: 'none' }
  | {
      kind: 'api_key';
      id: string;
      role: Role;
      agency: string | null;
      label: string;
      /** Of an application; other keys have the permissions of their role. */
      scopes: readonly KeyScope[];
      /** Channel of the complaints that it files; null means `api`. */
      channel: string | null;
    }
  | {
      kind: 'session';
      /** Null if the request came with a token of the city's own issuer. */
      sessionId: string | null;
      staffId: string;
      role: Exclude<Role, 'application'>;
      agency: string | null;
      name: string;
    }
  | { kind: 'reporter'; complaintId: string };

/** @throws RangeError if role and agency do not fit, which the database refuses to store */
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

/**
 * Names the requester, for idempotency and limits; the same for all requests of one key, member of staff or
 * reporter.
 */
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

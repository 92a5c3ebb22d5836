import type { Actor, Role } from '../../domain/actor';
import { isAgencyRole } from '../../domain/actor';

/** What a request was signed with, after it was found to be valid. */
export type Credential =
  | { kind: 'none' }
  | { kind: 'api_key'; id: string; role: Role; agency: string | null; label: string }
  | { kind: 'reporter'; complaintId: string };

/** @throws RangeError for a key whose role and agency do not fit, which the database refuses to store */
export function actorOf(credential: Credential): Actor {
  switch (credential.kind) {
    case 'none':
      return { kind: 'anonymous' };
    case 'reporter':
      return { kind: 'reporter', complaintId: credential.complaintId };
    case 'api_key':
      return keyActor(credential);
  }
}

/** Names who asked, for idempotency and limits; the same for every request with the same credential. */
export function credentialId(credential: Credential): string {
  switch (credential.kind) {
    case 'none':
      return 'anonymous';
    case 'reporter':
      return `reporter:${credential.complaintId}`;
    case 'api_key':
      return `key:${credential.id}`;
  }
}

function keyActor({ id, role, agency }: Extract<Credential, { kind: 'api_key' }>): Actor {
  if (!isAgencyRole(role)) return { kind: role, ref: id };
  if (agency === null) throw new RangeError(`the key ${id} has a role of an agency and no agency`);
  return { kind: role, agency, ref: id };
}

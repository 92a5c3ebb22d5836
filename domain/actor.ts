/** Roles of an API key or a member of staff. */
export const ROLES = [
  'officer',
  'supervisor',
  'agency_head',
  'command_centre',
  'administrator',
  'application',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that belong to one agency. */
export const AGENCY_ROLES = ['officer', 'supervisor', 'agency_head'] as const;
export type AgencyRole = (typeof AGENCY_ROLES)[number];

/**
 * Who acts, without any personal data: `ref` is the id of the API key, staff member or mailbox link that was used.
 * A reporter is identified by the complaint that their token belongs to.
 */
export type Actor =
  | { kind: AgencyRole; agency: string; ref?: string }
  | { kind: 'command_centre'; ref?: string }
  | { kind: 'administrator'; ref?: string }
  | { kind: 'application'; ref: string }
  | { kind: 'reporter'; complaintId: string }
  | { kind: 'anonymous' }
  | { kind: 'system' };

/** The actor as the timeline records it. An application speaks for the reporter of a complaint that it filed. */
export type TimelineActor = {
  kind: 'reporter' | AgencyRole | 'command_centre' | 'system';
  agency?: string;
  ref?: string;
};

/** @throws RangeError for an actor that can't act on complaints (anonymous, administrator). */
export function toTimelineActor(actor: Actor): TimelineActor {
  switch (actor.kind) {
    case 'officer':
    case 'supervisor':
    case 'agency_head':
      return { kind: actor.kind, agency: actor.agency, ref: actor.ref };
    case 'command_centre':
      return { kind: 'command_centre', ref: actor.ref };
    case 'application':
      return { kind: 'reporter', ref: actor.ref };
    case 'reporter':
      return { kind: 'reporter' };
    case 'system':
      return { kind: 'system' };
    case 'administrator':
    case 'anonymous':
      throw new RangeError(`${actor.kind} does not act on complaints`);
  }
}

export function isAgencyRole(kind: string): kind is AgencyRole {
  return (AGENCY_ROLES as readonly string[]).includes(kind);
}

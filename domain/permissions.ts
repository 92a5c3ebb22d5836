import { actsBy } from './act-rules';
import type { ActName } from './acts';
import { isAgencyRole, type Actor } from './actor';
import type { Instant } from './instant';

/** What someone may do with a complaint, acts included. */
export type Permission = ActName | 'view_internal' | 'view_reporter' | 'hide' | 'rate' | 'be_pushed';

/** The part of a complaint that permissions depend on. */
export interface Ownership {
  id: string;
  agency: string;
  filedBy: string | null;
  /** Ids of complaints merged into it. */
  absorbed: readonly string[];
  /** Those of `absorbed` whose reporter had left before. */
  absorbedLeft: readonly string[];
  /** If so, reporters of complaints merged into it have no say in it. */
  confidential?: boolean;
  /** The reporter chose that the agency does not see who they are. */
  anonymous?: boolean;
  /** Whether the command centre works it in place of its agency. */
  takenOver?: boolean;
  /** When its reporter left it to others; null while it is still theirs. */
  reporterLeftAt?: Instant | null;
}

const OFFICER_PERMISSIONS: readonly Permission[] = [
  ...actsBy('officers'),
  'view_internal',
  'view_reporter',
  'hide',
];
const SUPERVISOR_PERMISSIONS: readonly Permission[] = [...OFFICER_PERMISSIONS, ...actsBy('supervisors')];
const COMMAND_PERMISSIONS: readonly Permission[] = [
  ...SUPERVISOR_PERMISSIONS,
  ...actsBy('command_centre', 'outages'),
];
const REPORTER_PERMISSIONS: readonly Permission[] = [...actsBy('reporters'), 'rate', 'be_pushed'];

/** The one place that decides who may see and do what. */
export function can(actor: Actor, permission: Permission, complaint: Ownership): boolean {
  if (permission === 'view_reporter' && isHidden(complaint) && actor.kind !== 'reporter') return false;
  if (permission === 'hide' && isTakenFrom(actor, complaint)) return false;
  switch (actor.kind) {
    case 'officer':
      return actor.agency === complaint.agency && OFFICER_PERMISSIONS.includes(permission);
    case 'supervisor':
    case 'agency_head':
      return actor.agency === complaint.agency && SUPERVISOR_PERMISSIONS.includes(permission);
    case 'command_centre':
      return COMMAND_PERMISSIONS.includes(permission);
    case 'reporter':
      return reporterCan(actor.complaintId, permission, complaint);
    case 'application':
      return actor.ref === complaint.filedBy && REPORTER_PERMISSIONS.includes(permission);
    case 'system':
      return true;
    case 'administrator':
      return permission === 'view_internal';
    case 'anonymous':
      return false;
  }
}

/** Whether the reporter's identity is hidden: by their own choice, or because they have left. */
function isHidden({ anonymous = false, reporterLeftAt = null }: Ownership): boolean {
  return anonymous || reporterLeftAt !== null;
}

/** When the command centre has taken a case over, its agency may only read it and write notes. */
export function isTakenFrom(actor: Actor, { takenOver = false }: { takenOver?: boolean }): boolean {
  return takenOver && isAgencyRole(actor.kind);
}

/**
 * The reporter of a merged complaint may object on the survivor, but not confirm or withdraw it for the others. Once
 * the survivor's own reporter has left, it is they who have to be told of the answer. A reporter who had left their
 * complaint before may not object either. Nobody may act on a confidential survivor this way.
 */
function reporterCan(complaintId: string, permission: Permission, complaint: Ownership): boolean {
  if (complaintId === complaint.id)
    return permission === 'view_reporter' || REPORTER_PERMISSIONS.includes(permission);
  const isTheirs =
    permission === 'reopen' || (permission === 'tell' && (complaint.reporterLeftAt ?? null) !== null);
  return isTheirs && !complaint.confidential && hasSay(complaintId, complaint);
}

function hasSay(complaintId: string, { absorbed, absorbedLeft }: Ownership): boolean {
  return absorbed.includes(complaintId) && !absorbedLeft.includes(complaintId);
}

/** Agencies whose complaints the actor may list with internal fields: all, one, or none. */
export function listedAgencies(actor: Actor): 'all' | string[] {
  if (actor.kind === 'command_centre' || actor.kind === 'administrator' || actor.kind === 'system')
    return 'all';
  return isAgencyRole(actor.kind) && 'agency' in actor ? [actor.agency] : [];
}

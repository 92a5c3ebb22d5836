import { actorOf, type Credential } from '../../api/authentication/credential';
import type { CityPack } from '../../city/city-pack';
import { workingAgencies } from '../../city/directory';
import type { Actor, AgencyRole } from '../../domain/actor';
import { can } from '../../domain/permissions';
import { isFinal } from '../../domain/statuses';
import { parseRecipient, type StaffRecipient } from '../../city/recipients';
import type { PageRequest } from '../http/page-request';
import type { PagesDeps } from '../pages-deps';
import { openLink, type OpenedLink } from './open-link';
import { StaleLink } from './stale-link';

export interface StaffLink extends OpenedLink {
  recipient: StaffRecipient;
  actor: Actor;
  credential: Credential;
  /** Whether its assignment stands and the complaint is not over; a dead link only repeats what it did before. */
  isAlive: boolean;
}

type StaffDeps = Pick<PagesDeps, 'links' | 'complaints' | 'city'>;

const ROLES: Record<Exclude<StaffRecipient['role'], 'command_centre'>, AgencyRole> = {
  agency: 'officer',
  supervisor: 'supervisor',
  agency_head: 'agency_head',
};

/** @throws StaleLink if it was never a staff link of this complaint */
export async function openStaffLink(deps: StaffDeps, request: PageRequest): Promise<StaffLink> {
  const opened = await openLink(deps, request, 'act');
  const { complaint, claims } = opened;
  const recipient = parseRecipient(claims.recipient);
  // A person signs in to act; mails to persons contain no such link.
  const isStaff =
    recipient.role !== 'reporter' && recipient.role !== 'supporter' && recipient.role !== 'staff';
  if (!isStaff || claims.complaintId !== complaint.id || !isInOffice(recipient, deps.city))
    throw new StaleLink();
  const credential = credentialOf(claims.recipient, recipient);
  const actor = actorOf(credential);
  const isAlive =
    claims.generation === complaint.assignment &&
    !isFinal(complaint.status) &&
    can(actor, 'view_internal', complaint);
  return { ...opened, recipient, actor, credential, isAlive };
}

/** To the API a mailbox is like a key: a role of an agency, identified by a reference. */
function credentialOf(reference: string, recipient: StaffRecipient): Credential {
  const known = { id: reference, label: 'mailbox', scopes: [], channel: null };
  const basis = { kind: 'api_key' as const, ...known };
  return recipient.role === 'command_centre'
    ? { ...basis, role: 'command_centre', agency: null }
    : { ...basis, role: ROLES[recipient.role], agency: recipient.agency };
}

/**
 * A recipient whom the pack no longer names has no office any more, whatever was mailed to them. A retired agency
 * that is still finishing its cases does have one.
 */
function isInOffice(recipient: StaffRecipient, city: CityPack): boolean {
  return recipient.role === 'command_centre'
    ? city.commandCentre.contacts.some(({ code }) => code === recipient.contact)
    : workingAgencies(city).some(({ code }) => code === recipient.agency);
}

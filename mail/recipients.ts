import type { Agency, CityPack, Contact } from '../city/city-pack';

/** Who a notification row is for, without an address. */
export type Recipient = ReaderRecipient | StaffRecipient | MemberRecipient;

export type ReaderRecipient = { role: 'reporter'; complaintId: string } | { role: 'supporter'; id: string };

/** An office that the city pack names. */
export type StaffRecipient =
  | { role: 'agency' | 'supervisor' | 'agency_head'; agency: string }
  | { role: 'command_centre'; contact: string };

/** One person of the staff; the address is the staff list's at the moment of sending. */
export interface MemberRecipient {
  role: 'staff';
  id: string;
}

/** The reference names something that the city pack does not have (any more). */
export class UnknownRecipientError extends Error {
  override readonly name = 'UnknownRecipientError';
}

/** @throws UnknownRecipientError for a reference of no known form. */
export function parseRecipient(reference: string): Recipient {
  const [, role, id] = /^([a-z_]+):(.+)$/.exec(reference) ?? [];
  if (id === undefined) throw new UnknownRecipientError(`"${reference}" refers to nobody`);
  switch (role) {
    case 'reporter':
      return { role, complaintId: id };
    case 'supporter':
    case 'staff':
      return { role, id };
    case 'agency':
    case 'supervisor':
    case 'agency_head':
      return { role, agency: id };
    case 'command_centre':
      return { role, contact: id };
    default:
      throw new UnknownRecipientError(`"${reference}" refers to nobody`);
  }
}

/** @throws UnknownRecipientError when the pack has no such agency or contact. */
export function staffAddress(recipient: StaffRecipient, city: CityPack): string {
  if (recipient.role === 'command_centre') return centreContact(city, recipient.contact).email;
  const agency = findAgency(city, recipient.agency);
  if (recipient.role === 'agency') return agency.mailbox;
  return (recipient.role === 'supervisor' ? agency.supervisor : agency.head).email;
}

/** Whom `leadership:<code>` refers to. @throws UnknownRecipientError when that is nobody of the city's leadership */
export function leadershipContact(city: CityPack, reference: string): Contact {
  const [role, code] = reference.split(':');
  const contact = city.leadership.find((each) => each.code === code);
  if (role !== 'leadership' || !contact) throw new UnknownRecipientError(`"${reference}" leads nothing`);
  return contact;
}

/** @throws UnknownRecipientError when the pack has no such agency. */
export function findAgency(city: CityPack, code: string): Agency {
  const agency = city.agencies.find((each) => each.code === code);
  if (!agency) throw new UnknownRecipientError(`the city pack has no agency "${code}"`);
  return agency;
}

/** @throws UnknownRecipientError when the pack has no such contact. */
export function centreContact(city: CityPack, code: string): Contact {
  const contact = city.commandCentre.contacts.find((each) => each.code === code);
  if (!contact) throw new UnknownRecipientError(`the command centre has no contact "${code}"`);
  return contact;
}

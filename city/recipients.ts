import type { CityPack, Contact } from './city-pack';
import { officeAddress, type AgencyOffice } from './directory';

/** Who a notification row is for, without an address. */
export type Recipient = ReaderRecipient | StaffRecipient | MemberRecipient;

export type ReaderRecipient = { role: 'reporter'; complaintId: string } | { role: 'supporter'; id: string };

/** An office that the city pack names. */
export type StaffRecipient =
  { role: AgencyOffice; agency: string } | { role: 'command_centre'; contact: string };

/** One member of staff; the address is taken from the staff list at the moment of sending. */
export interface MemberRecipient {
  role: 'staff';
  id: string;
}

/** The reference names something that the city pack does not have, or no longer has. */
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

/** @throws UnknownRecipientError when the pack has no such agency or contact, or none with an address. */
export function staffAddress(recipient: StaffRecipient, city: CityPack): string {
  if (recipient.role === 'command_centre') return centreContact(city, recipient.contact).email;
  const { role: office, agency } = recipient;
  const address = officeAddress(city, { office, agency });
  if (address === null) throw new UnknownRecipientError(`"${office}:${agency}" has no address`);
  return address;
}

/** The contact that `leadership:<code>` refers to. @throws UnknownRecipientError when there is none */
export function leadershipContact(city: CityPack, reference: string): Contact {
  const [role, code] = reference.split(':');
  const contact = city.leadership.find((each) => each.code === code);
  if (role !== 'leadership' || !contact) throw new UnknownRecipientError(`"${reference}" leads nothing`);
  return contact;
}

/** @throws UnknownRecipientError when the pack has no such contact. */
export function centreContact(city: CityPack, code: string): Contact {
  const contact = city.commandCentre.contacts.find((each) => each.code === code);
  if (!contact) throw new UnknownRecipientError(`the command centre has no contact "${code}"`);
  return contact;
}

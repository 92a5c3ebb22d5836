import type { Transaction } from 'sequelize';
import type { CityPack } from '../../city/city-pack';
import { AGENCY_OFFICES, heirOf, officeAddress, type AgencyOffice } from '../../city/directory';
import type { AgencyRole } from '../../domain/actor';
import type { Audience } from '../../domain/notifications';
import type { Database } from '../connection';
import { isUuid } from '../is-uuid';
import { selectRows } from '../select-rows';

/** References of the recipients for each office. */
export interface Offices {
  /**
   * Never empty: an office without anybody is replaced by the one above it, and in the end by the command centre.
   */
  peopleOf(office: AgencyOffice, agency: string): string[];
  commandCentre: string[];
  /** The address behind a reference to an office or a member of staff; null when none is known. */
  mailboxOf(reference: string): string | null;
}

/** The role of staff who are notified for an office. */
export const OFFICE_ROLES: Record<AgencyOffice, AgencyRole> = {
  agency: 'officer',
  supervisor: 'supervisor',
  agency_head: 'agency_head',
};

interface Member {
  id: string;
  agency: string;
  role: string;
  email: string;
}

/** The desk's mailbox is read by all officers; supervisors and heads are also notified as persons. */
const HEARD_IN_PERSON: readonly AgencyOffice[] = ['supervisor', 'agency_head'];

const MEMBERS = `
  SELECT id, agency, role, email FROM staff
  WHERE deactivated_at IS NULL AND (agency = ANY($1::text[]) OR id = ANY($2::uuid[])) ORDER BY id`;

interface Finding {
  db: Database;
  city: CityPack;
  /** Who has to be notified. */
  audiences: readonly Audience[];
  /** References of those who acted: nobody is notified of what they did themselves. */
  actors?: readonly string[];
  transaction?: Transaction;
}

/**
 * Finds the recipients for offices. Reads the staff list only if it is needed: for officers, supervisors and
 * heads, and for offices without an address.
 */
export async function findOffices({
  db,
  city,
  audiences,
  actors = [],
  transaction,
}: Finding): Promise<Offices> {
  const agencies = audiences.flatMap((audience) => {
    if (!('agency' in audience)) return [];
    const agency = heirOf(city, audience.agency) ?? audience.agency;
    const isMailboxAlone =
      !HEARD_IN_PERSON.includes(audience.to) && officeAddress(city, { office: audience.to, agency }) !== null;
    return isMailboxAlone ? [] : [agency];
  });
  const notified = audiences.flatMap((audience) => (audience.to === 'staff' ? [audience.id] : []));
  const people = [...notified, ...actors.filter(isUuid)];
  const members =
    agencies.length === 0 && people.length === 0
      ? []
      : await selectRows<Member>(db, { sql: MEMBERS, bind: [[...new Set(agencies)], people], transaction });
  return officesOf(city, members);
}

function officesOf(city: CityPack, members: readonly Member[]): Offices {
  const commandCentre = city.commandCentre.contacts.map(({ code }) => `command_centre:${code}`);

  function heardBy(office: AgencyOffice, agency: string): string[] {
    const address = officeAddress(city, { office, agency });
    if (address !== null && !HEARD_IN_PERSON.includes(office)) return [`${office}:${agency}`];
    const people = members
      .filter((member) => member.agency === agency && member.role === OFFICE_ROLES[office])
      // Whoever has the office's own address reads its mails there, and acts from them.
      .filter(({ email }) => email.toLowerCase() !== address?.toLowerCase())
      .map(({ id }) => `staff:${id}`);
    return address === null ? people : [`${office}:${agency}`, ...people];
  }

  const addresses = new Map<string, string>([
    ...city.commandCentre.contacts.map(({ code, email }) => [`command_centre:${code}`, email] as const),
    ...members.map(({ id, email }) => [`staff:${id}`, email] as const),
  ]);

  return {
    commandCentre,
    mailboxOf(reference) {
      const [role = '', agency = ''] = reference.split(':');
      const office = AGENCY_OFFICES.find((each) => each === role);
      const address = office ? officeAddress(city, { office, agency }) : addresses.get(reference);
      return address?.toLowerCase() ?? null;
    },
    peopleOf(office, code) {
      const agency = heirOf(city, code) ?? code;
      const upwards = AGENCY_OFFICES.slice(AGENCY_OFFICES.indexOf(office));
      const heard = upwards.map((each) => heardBy(each, agency)).find(({ length }) => length > 0);
      return heard ?? commandCentre;
    },
  };
}

import type { Transaction } from 'sequelize';
import type { CityPack } from '../../city/city-pack';
import { AGENCY_OFFICES, heirOf, officeAddress, type AgencyOffice } from '../../city/directory';
import type { AgencyRole } from '../../domain/actor';
import type { Audience } from '../../domain/notifications';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** References of those who hear for offices. */
export interface Offices {
  /** Never nobody: what an office has nobody for goes to the one above it, at last to the command centre. */
  peopleOf(office: AgencyOffice, agency: string): string[];
  commandCentre: string[];
}

/** As what somebody on the staff list hears for an office. */
export const OFFICE_ROLES: Record<AgencyOffice, AgencyRole> = {
  agency: 'officer',
  supervisor: 'supervisor',
  agency_head: 'agency_head',
};

interface Member {
  id: string;
  agency: string;
  role: string;
}

const MEMBERS = `
  SELECT id, agency, role FROM staff WHERE deactivated_at IS NULL AND agency = ANY($1::text[]) ORDER BY id`;

interface Finding {
  db: Database;
  city: CityPack;
  /** Whom is to be written to. */
  audiences: readonly Audience[];
  transaction?: Transaction;
}

/** An office without an address in the pack is its people on the staff list; those are only asked for then. */
export async function findOffices({ db, city, audiences, transaction }: Finding): Promise<Offices> {
  const agencies = audiences.flatMap((audience) => {
    if (!('agency' in audience)) return [];
    const agency = heirOf(city, audience.agency) ?? audience.agency;
    return officeAddress(city, { office: audience.to, agency }) === null ? [agency] : [];
  });
  const members =
    agencies.length === 0
      ? []
      : await selectRows<Member>(db, { sql: MEMBERS, bind: [[...new Set(agencies)]], transaction });
  return officesOf(city, members);
}

function officesOf(city: CityPack, members: readonly Member[]): Offices {
  const commandCentre = city.commandCentre.contacts.map(({ code }) => `command_centre:${code}`);

  function heardBy(office: AgencyOffice, agency: string): string[] {
    if (officeAddress(city, { office, agency }) !== null) return [`${office}:${agency}`];
    return members
      .filter((member) => member.agency === agency && member.role === OFFICE_ROLES[office])
      .map(({ id }) => `staff:${id}`);
  }

  return {
    commandCentre,
    peopleOf(office, code) {
      const agency = heirOf(city, code) ?? code;
      const upwards = AGENCY_OFFICES.slice(AGENCY_OFFICES.indexOf(office));
      const heard = upwards.map((each) => heardBy(each, agency)).find(({ length }) => length > 0);
      return heard ?? commandCentre;
    },
  };
}

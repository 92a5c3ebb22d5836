import type { Database } from '../../../database/connection';
import { createApiKeyStore } from '../../../database/stores/api-key-store';
import { createStaffStore } from '../../../database/stores/staff-store';
import type { Role } from '../../../domain/actor';

export interface Person {
  credentialId: string;
  token: string;
}

export interface People {
  officerOf(agency: string): Person;
  supervisorOf(agency: string): Person;
  commandCentre: Person;
  /** Id of somebody whom a case of the agency can be given to. */
  colleagueOf(agency: string): string;
}

/** Agencies that the scripts hand cases to. */
export const AGENCIES = ['pupr', 'dishub', 'dlh'] as const;

/** Everybody who acts in a run, with keys of their own. */
export async function invitePeople(db: Database): Promise<People> {
  const keys = createApiKeyStore({ db });
  const staff = createStaffStore({ db });
  const by = { by: 'faults' };

  async function person(role: Role, agency: string | null): Promise<Person> {
    const { id, key } = await keys.create({ role, agency, label: `faults ${role}` }, by);
    return { credentialId: `key:${id}`, token: key };
  }

  const [officers, supervisors, colleagues] = [new Map(), new Map(), new Map()] as [
    Map<string, Person>,
    Map<string, Person>,
    Map<string, string>,
  ];
  for (const agency of AGENCIES) {
    officers.set(agency, await person('officer', agency));
    supervisors.set(agency, await person('supervisor', agency));
    const name = `Budi ${agency}`;
    const email = `budi@${agency}.example`;
    const member = await staff.add({ name, email, role: 'officer', agency, language: 'id' }, by);
    colleagues.set(agency, member.id);
  }
  return {
    officerOf: (agency) => known(officers, agency),
    supervisorOf: (agency) => known(supervisors, agency),
    commandCentre: await person('command_centre', null),
    colleagueOf: (agency) => known(colleagues, agency),
  };
}

function known<T>(people: Map<string, T>, agency: string): T {
  const found = people.get(agency);
  if (found === undefined) throw new RangeError(`nobody of ${agency} was invited`);
  return found;
}

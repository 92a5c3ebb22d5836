import type { Database } from '../../../database/connection';
import { createSessionStore } from '../../../database/stores/session-store';
import {
  createStaffStore,
  type NewStaffMember,
  type StaffMember,
} from '../../../database/stores/staff-store';
import { opened } from '../signed-in';

/** Invented people who work on the town's complaints. */
const TOWN_STAFF = {
  officer: { name: 'Budi Saputra', role: 'officer', agency: 'dishub' },
  colleague: { name: 'Lina Marlina', role: 'officer', agency: 'dishub' },
  supervisor: { name: 'Ratna Dewi', role: 'supervisor', agency: 'dishub' },
  commandCentre: { name: 'Arif Rahman', role: 'command_centre', agency: null },
  administrator: { name: 'Nur Aini', role: 'administrator', agency: null },
} as const satisfies Record<string, Pick<NewStaffMember, 'name' | 'role' | 'agency'>>;

export type TownMember = keyof typeof TOWN_STAFF;
export type TownStaff = Record<TownMember, StaffMember>;

export async function hireTownStaff(db: Database): Promise<TownStaff> {
  const store = createStaffStore({ db });
  const hired: Partial<TownStaff> = {};
  for (const [who, member] of Object.entries(TOWN_STAFF)) {
    const email = `${member.name.toLowerCase().replace(' ', '.')}@kota-jambi.example`;
    hired[who as TownMember] = await store.add({ ...member, email, language: 'id' }, { by: 'town' });
  }
  return hired as TownStaff;
}

/** Opens a session directly, without a mailed link. @returns its token */
export async function openTownSession(db: Database, { id }: StaffMember): Promise<string> {
  const session = await opened(createSessionStore({ db }), { staffId: id, device: 'Chrome, Android' });
  return session.token;
}

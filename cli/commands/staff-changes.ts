import { createStaffStore, type StaffMember, type StaffStore } from '../../database/stores/staff-store';
import { inOneSentence } from './check-fields';
import { CliError } from './cli-error';
import type { Settings } from './settings';
import { withDatabase } from './with-database';

/** @throws CliError for what the store refuses */
export function addToStaff(
  settings: Settings,
  add: (staff: StaffStore) => Promise<StaffMember>,
): Promise<StaffMember> {
  return withDatabase(settings, (db) => inOneSentence(() => add(createStaffStore({ db }))));
}

/** Takes an id or an address. @throws CliError if nobody has it, and for what the store refuses */
export function changeOfStaff(
  settings: Settings,
  who: string,
  change: (staff: StaffStore, id: string) => Promise<StaffMember | null>,
): Promise<StaffMember> {
  return withDatabase(settings, async (db) => {
    const staff = createStaffStore({ db });
    const found = (await staff.find(who)) ?? (await staff.findByEmail(who));
    const changed = found && (await inOneSentence(() => change(staff, found.id)));
    if (!changed) throw new CliError(`Nobody has the id or address "${who}": "staff list" shows everybody.`);
    return changed;
  });
}

import type { z } from 'zod';
import { Problem } from '../../api/http/problem';
import { problemFromError } from '../../api/http/problem-from-error';
import { validateBody } from '../../api/http/validate';
import type { CityPack } from '../../city/city-pack';
import { loadCityPack } from '../../city/load-city-pack';
import { StaffRefusal } from '../../database/stores/staff-refusal';
import { createStaffStore, type StaffMember, type StaffStore } from '../../database/stores/staff-store';
import { CliError } from './cli-error';
import type { Settings } from './settings';
import { withDatabase } from './with-database';

/** The same rules as the API's. @throws CliError that says which one is broken */
export async function checkStaff<S extends z.ZodType>(
  settings: Settings,
  { schema, fields }: { schema: (city: CityPack) => S; fields: object },
): Promise<z.output<S>> {
  const city = await loadCityPack(settings.need('CITY_PACK').CITY_PACK);
  return inOneSentence(async () => validateBody(schema(city), fields));
}

/** @throws CliError for what the store refuses */
export function addToStaff(
  settings: Settings,
  add: (staff: StaffStore) => Promise<StaffMember>,
): Promise<StaffMember> {
  return withDatabase(settings, (db) => inOneSentence(() => add(createStaffStore({ db }))));
}

/** Takes an id or an address, as people have it. @throws CliError for nobody's, and for what the store refuses */
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

async function inOneSentence<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem || error instanceof StaffRefusal)) throw error;
    throw new CliError(problemFromError(error).details.detail, { cause: error });
  }
}

import { invalid } from '../../api/http/problem';
import { STAFF_ROLES } from '../../api/staff/staff-schemas';
import type { CityPack } from '../../city/city-pack';
import { everyOf } from '../../city/directory';
import type { StaffRole } from '../../database/stores/staff-store';
import { searchWords } from '../search-words';

/** The checked query of the staff list's address. */
export interface StaffQuery {
  q?: string;
  agency?: string;
  role?: StaffRole;
  state?: 'active' | 'inactive';
  page?: string;
}

/** An empty field filters nothing. @throws Problem `invalid` for anything that is not one of the choices */
export function readStaffQuery(query: Readonly<Record<string, string>>, city: CityPack): StaffQuery {
  const chosen = <Value extends string>(name: string, choices: readonly Value[]): Value | undefined =>
    query[name] ? (choices.find((choice) => choice === query[name]) ?? refuse(name)) : undefined;
  const { page } = query;
  if (page && !/^[1-9]\d{0,3}$/.test(page)) refuse('page');
  return present({
    q: searchWords(query.q) || undefined,
    agency: chosen(
      'agency',
      everyOf(city, 'agencies').map(({ code }) => code),
    ),
    role: chosen('role', STAFF_ROLES),
    state: chosen('state', ['active', 'inactive']),
    page: page || undefined,
  });
}

export function staffUrl(query: StaffQuery): string {
  const search = new URLSearchParams({ ...present(query) }).toString();
  return search === '' ? '/admin/staff' : `/admin/staff?${search}`;
}

function present(query: StaffQuery): StaffQuery {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

function refuse(parameter: string): never {
  throw invalid([{ parameter, rule: 'choice', detail: `"${parameter}" is not one of the choices.` }]);
}

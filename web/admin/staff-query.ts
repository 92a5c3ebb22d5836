import { STAFF_ROLES } from '../../api/staff/staff-schemas';
import type { CityPack } from '../../city/city-pack';
import { everyCodeOf } from '../../city/directory';
import type { StaffRole } from '../../database/stores/staff-store';
import { queryChoice } from '../query-choice';
import { searchWords } from '../search-words';
import { withoutUndefined } from '../without-undefined';

/** The checked query of the staff list's address. */
export interface StaffQuery {
  q?: string;
  agency?: string;
  role?: StaffRole;
  state?: 'active' | 'inactive';
}

/** An empty field filters nothing. @throws Problem `invalid` for anything that is not one of the choices */
export function readStaffQuery(query: Readonly<Record<string, string>>, city: CityPack): StaffQuery {
  return withoutUndefined({
    q: searchWords(query.q) || undefined,
    agency: queryChoice(query, 'agency', everyCodeOf(city, 'agencies')),
    role: queryChoice(query, 'role', STAFF_ROLES),
    state: queryChoice(query, 'state', ['active', 'inactive']),
  });
}

/** The address of a page of the list. */
export function staffUrl(query: StaffQuery, page = 1): string {
  const more: Record<string, string> = page === 1 ? {} : { page: String(page) };
  const search = new URLSearchParams({ ...withoutUndefined(query), ...more }).toString();
  return search === '' ? '/admin/staff' : `/admin/staff?${search}`;
}

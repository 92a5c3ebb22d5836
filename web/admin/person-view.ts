import type { StaffMember } from '../../database/stores/staff-store';
import { isoInstant } from '../../api/http/iso-instant';
import { deskUrl } from '../desk/desk-query';
import type { Locale } from '../../locale/locale';

/** A member of staff for display. */
export function personView({ id, name, email, role, agency, ...rest }: StaffMember, locale: Locale) {
  const { t, names } = locale;
  return {
    ...{ name, email },
    url: personUrl(id),
    role: t(`admin.roles.${role}`),
    office: agency === null ? null : names.agency(agency),
    ...stateView(rest, locale),
  };
}

export function personUrl(id: string): string {
  return `/admin/staff/${id}`;
}

function stateView(
  { active, lastSignedInAt }: Pick<StaffMember, 'active' | 'lastSignedInAt'>,
  { t, time }: Locale,
) {
  return {
    isActive: active,
    state: t(active ? 'admin.state.active' : 'admin.state.inactive'),
    signedIn:
      lastSignedInAt === null ? null : { iso: isoInstant(lastSignedInAt), time: time.medium(lastSignedInAt) },
  };
}

/** How many cases a member of staff has, with a link to them; null for none. */
export function heldView({ id }: Pick<StaffMember, 'id'>, count: number, { t, time }: Locale) {
  if (count === 0) return null;
  const key = count === 1 ? 'admin.held.one' : 'admin.held.many';
  return { words: t(key, { count: time.number(count) }), url: deskUrl({ officer: id }) };
}

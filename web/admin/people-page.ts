import { htmlPage } from '../html-page';
import { everyOf } from '../../city/directory';
import { STAFF_ROLES } from '../../api/staff/staff-schemas';
import type { StaffMember } from '../../database/stores/staff-store';
import { staffRequest } from '../sign-in/staff-request';
import type { PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { queryPage } from '../query-choice';
import type { Locale } from '../../locale/locale';
import { heldView, personView } from './person-view';
import { readStaffQuery, staffUrl, type StaffQuery } from './staff-query';

/** A row is about half a kilobyte, and the page is to stay below a hundred. */
const PEOPLE_AT_MOST = 50;

/** All members of staff, including deactivated ones. */
export async function peoplePage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { locale } = staffRequest(context, request);
  const query = readStaffQuery(request.query, context.city);
  const page = queryPage(request.query);
  const found = await findPeople(context, query);
  const shown = found.slice((page - 1) * PEOPLE_AT_MOST, page * PEOPLE_AT_MOST);
  const held = await context.desk.held(shown.filter(({ active }) => !active).map(({ id }) => id));
  const { t, time } = locale;
  return htmlPage({
    template: 'admin/people',
    title: t('admin.people.title'),
    view: {
      summary: t(found.length === 1 ? 'admin.people.one' : 'admin.people.many', {
        count: time.number(found.length),
      }),
      words: query.q ?? '',
      selects: selectsOf(context, query, locale),
      isPanelOpen: [query.agency, query.role, query.state].some((value) => value !== undefined),
      people: shown.map((member) => ({
        ...personView(member, locale),
        held: heldView(member, held.get(member.id) ?? 0, locale),
      })),
      isFiltered: Object.values(query).some((value) => value !== undefined),
      isEmpty: shown.length === 0,
      first: page === 1 ? null : staffUrl(query),
      next: page * PEOPLE_AT_MOST < found.length ? staffUrl(query, page + 1) : null,
    },
    styles: ['desk.css', 'admin.css'],
    locale,
  });
}

async function findPeople(
  { staff }: PagesContext,
  { q, agency, role, state }: StaffQuery,
): Promise<StaffMember[]> {
  const people = await staff.list({
    ...(q === undefined ? {} : { q }),
    ...(agency === undefined ? {} : { agency }),
    ...(state === undefined ? {} : { active: state === 'active' }),
  });
  return role === undefined ? people : people.filter((member) => member.role === role);
}

function selectsOf({ city }: PagesContext, query: StaffQuery, { t, names }: Locale) {
  const select = (name: 'agency' | 'role' | 'state', choices: { value: string; label: string }[]) => ({
    name,
    label: t(`admin.filters.${name}`),
    options: choices.map((choice) => ({ ...choice, isChosen: choice.value === query[name] })),
  });
  return [
    select(
      'agency',
      everyOf(city, 'agencies').map(({ code }) => ({ value: code, label: names.agency(code) })),
    ),
    select(
      'role',
      STAFF_ROLES.map((value) => ({ value, label: t(`admin.roles.${value}`) })),
    ),
    select('state', [
      { value: 'active', label: t('admin.state.active') },
      { value: 'inactive', label: t('admin.state.inactive') },
    ]),
  ];
}

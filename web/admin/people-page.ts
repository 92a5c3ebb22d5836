import { everyOf } from '../../city/directory';
import { STAFF_ROLES } from '../../api/staff/staff-schemas';
import type { StaffMember } from '../../database/stores/staff-store';
import { staffVisit } from '../desk/staff-visit';
import type { Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import type { Speech } from '../speech';
import { heldView, personView } from './person-view';
import { readStaffQuery, staffUrl, type StaffQuery } from './staff-query';

/** A row is about half a kilobyte of the page, which is to stay below a hundred. */
const PEOPLE_AT_MOST = 50;

/** Everybody who works here, those who were deactivated too. */
export async function peoplePage(site: Site, visit: Visit): Promise<PageAnswer> {
  const { speech } = staffVisit(site, visit);
  const query = readStaffQuery(visit.query, site.city);
  const found = await findPeople(site, query);
  const page = Number(query.page ?? 1);
  const shown = found.slice((page - 1) * PEOPLE_AT_MOST, page * PEOPLE_AT_MOST);
  const held = await site.desk.held(shown.filter(({ active }) => !active).map(({ id }) => id));
  const { say, time } = speech;
  const filters = { ...query, page: undefined };
  return {
    kind: 'page',
    status: 200,
    template: 'admin/people',
    title: say('admin.people.title'),
    view: {
      heading: say('admin.people.title'),
      summary: say(found.length === 1 ? 'admin.people.one' : 'admin.people.many', {
        count: time.number(found.length),
      }),
      words: query.q ?? '',
      selects: selectsOf(site, query, speech),
      isSifted: [query.agency, query.role, query.state].some((value) => value !== undefined),
      people: shown.map((member) => ({
        ...personView(member, speech),
        held: heldView(member, held.get(member.id) ?? 0, speech),
      })),
      isFiltered: Object.values(filters).some((value) => value !== undefined),
      isEmpty: shown.length === 0,
      first: page === 1 ? null : staffUrl(filters),
      next: page * PEOPLE_AT_MOST < found.length ? staffUrl({ ...filters, page: String(page + 1) }) : null,
    },
    styles: ['desk.css', 'admin.css'],
    speech,
    keepsAddress: true,
  };
}

async function findPeople({ staff }: Site, { q, agency, role, state }: StaffQuery): Promise<StaffMember[]> {
  const people = await staff.list({
    ...(q === undefined ? {} : { q }),
    ...(agency === undefined ? {} : { agency }),
    ...(state === undefined ? {} : { active: state === 'active' }),
  });
  return role === undefined ? people : people.filter((member) => member.role === role);
}

function selectsOf({ city }: Site, query: StaffQuery, { say, names }: Speech) {
  const select = (name: 'agency' | 'role' | 'state', choices: { value: string; label: string }[]) => ({
    name,
    label: say(`admin.filters.${name}`),
    options: choices.map((choice) => ({ ...choice, isChosen: choice.value === query[name] })),
  });
  return [
    select(
      'agency',
      everyOf(city, 'agencies').map(({ code }) => ({ value: code, label: names.agency(code) })),
    ),
    select(
      'role',
      STAFF_ROLES.map((value) => ({ value, label: say(`admin.roles.${value}`) })),
    ),
    select('state', [
      { value: 'active', label: say('admin.state.active') },
      { value: 'inactive', label: say('admin.state.inactive') },
    ]),
  ];
}

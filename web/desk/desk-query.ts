import type { CityPack } from '../../city/city-pack';
import { everyCodeOf } from '../../city/directory';
import type { Actor } from '../../domain/actor';
import { isCanonicalUuid } from '../../domain/is-canonical-uuid';
import { listedAgencies } from '../../domain/permissions';
import { isFinal, STATUSES, type Status } from '../../domain/statuses';
import type { DeskFilter } from '../../database/readers/desk-reader';
import { queryChoice } from '../query-choice';
import { searchWords } from '../search-words';
import { withoutUndefined } from '../without-undefined';

/** The checked query of a list's address. */
export interface DeskQuery {
  status?: Status;
  category?: string;
  district?: string;
  agency?: string;
  level?: '0' | '1' | '2' | '3';
  due?: (typeof DUES)[number];
  /** `me` for the reader, `nobody`, or the id of a member of staff. */
  officer?: string;
  q?: string;
  cursor?: string;
}

const LEVELS = ['0', '1', '2', '3'] as const;
/** Those of the tabs, and those that the command centre's figures link to. */
const DUES = ['soon', 'late', 'open', 'pressing'] as const;

/** An empty field of the form filters nothing. @throws Problem `invalid` for anything that is not one of the choices */
export function readDeskQuery(query: Readonly<Record<string, string>>, city: CityPack): DeskQuery {
  return withoutUndefined({
    status: queryChoice(query, 'status', STATUSES),
    category: queryChoice(query, 'category', everyCodeOf(city, 'categories')),
    district: queryChoice(query, 'district', everyCodeOf(city, 'districts')),
    agency: queryChoice(query, 'agency', everyCodeOf(city, 'agencies')),
    level: queryChoice(query, 'level', LEVELS),
    due: queryChoice(query, 'due', DUES),
    officer: isCanonicalUuid(query.officer) ? query.officer : queryChoice(query, 'officer', ['me', 'nobody']),
    q: searchWords(query.q) || undefined,
    cursor: query.cursor || undefined,
  });
}

/** The address of a list with these filters. */
export function deskUrl(query: DeskQuery, { path = '/desk', more = {} }: UrlOptions = {}): string {
  const search = new URLSearchParams({ ...withoutUndefined(query), ...more }).toString();
  return search === '' ? path : `${path}?${search}`;
}

interface UrlOptions {
  path?: string;
  more?: Record<string, string>;
}

/** No filter shows more than the reader may list: filtering by another agency finds nothing. */
export function deskFilter(query: DeskQuery, { actor, me }: { actor: Actor; me: string }): DeskFilter {
  const { status, category, district, agency, level, due, officer, q } = query;
  const listed = listedAgencies(actor);
  const wanted = listed === 'all' ? [agency ?? ''] : listed.filter((code) => code === agency);
  return {
    ...withoutUndefined({ category, district, due, q }),
    agencies: agency === undefined ? listed : wanted,
    ...(status === undefined ? {} : { statuses: [status] }),
    ...(level === undefined ? {} : { level: Number(level) }),
    ...(officer === undefined ? {} : { officer: officerOf(officer, me) }),
  };
}

function officerOf(officer: string, me: string): string | null {
  if (officer === 'nobody') return null;
  return officer === 'me' ? me : officer;
}

/** The filters behind the tabs' counts: all but the tabs' own. Tabs count no closed cases, so no final status. */
export function underTabs({ due: _due, officer: _officer, cursor: _cursor, ...query }: DeskQuery): DeskQuery {
  const { status, ...rest } = query;
  return status !== undefined && isFinal(status) ? rest : query;
}

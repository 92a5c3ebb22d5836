import type { CityPack } from '../../city/city-pack';
import { everyCodeOf } from '../../city/directory';
import { deskUrl, type DeskQuery } from '../desk/desk-query';
import { queryChoice } from '../query-choice';

/** What a screen shows: its filters, and the grouping of its table. */
export interface WallFilter {
  agency?: string;
  category?: string;
  district?: string;
  by: Grouping;
}

/** The properties by which complaints and events are filtered and grouped. */
export interface Sorted {
  agency: string;
  category: string;
  district: string;
}

export const GROUPINGS = ['agency', 'category', 'district'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The names of their lists in the pack. */
export const KINDS = { agency: 'agencies', category: 'categories', district: 'districts' } as const;

/** An empty field of the form filters nothing. @throws Problem `invalid` for anything that is not one of the choices */
export function readWallFilter(query: Readonly<Record<string, string>>, city: CityPack): WallFilter {
  const agency = queryChoice(query, 'agency', everyCodeOf(city, 'agencies'));
  const category = queryChoice(query, 'category', everyCodeOf(city, 'categories'));
  const district = queryChoice(query, 'district', everyCodeOf(city, 'districts'));
  return {
    ...(agency === undefined ? {} : { agency }),
    ...(category === undefined ? {} : { category }),
    ...(district === undefined ? {} : { district }),
    by: queryChoice(query, 'by', GROUPINGS) ?? 'agency',
  };
}

export function fits({ agency, category, district }: WallFilter, sorted: Sorted): boolean {
  return (
    (agency === undefined || agency === sorted.agency) &&
    (category === undefined || category === sorted.category) &&
    (district === undefined || district === sorted.district)
  );
}

export function isNarrowed({ agency, category, district }: WallFilter): boolean {
  return agency !== undefined || category !== undefined || district !== undefined;
}

/** Address of the wall, or of its stream, with this filter. */
export function wallUrl(
  filter: WallFilter,
  { path = '/command-centre', more = {} }: { path?: string; more?: Record<string, string> } = {},
): string {
  const { by, ...narrowed } = filter;
  const search = new URLSearchParams({ ...narrowed, ...(by === 'agency' ? {} : { by }), ...more }).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** Address of the desk's list of the complaints that a figure counts. */
export function listUrl({ by: _by, ...narrowed }: WallFilter, query: DeskQuery = {}): string {
  return deskUrl({ ...narrowed, due: 'open', ...query });
}

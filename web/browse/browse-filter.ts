import { malformed } from '../../api/http/problem';
import type { CityPack } from '../../city/city-pack';
import { everyCodeOf } from '../../city/directory';
import type { ListFilter } from '../../database/readers/complaint-reader';
import { OPEN_STATUSES } from '../../domain/statuses';
import { searchWords } from '../search-words';

/** Stages of complaints that the public can filter by. */
export const STAGES = ['open', 'late', 'resolved'] as const;
export type Stage = (typeof STAGES)[number];

/** What a visitor wants to see; null where nothing is filtered. */
export interface BrowseChoice {
  category: string | null;
  district: string | null;
  stage: Stage | null;
  /** Words of the text and the address, or a tracking code. */
  words: string | null;
  /** A part of the map: west, south, east, north. */
  area: string | null;
}

/** Reads filters from the address; an empty field is none. @throws Problem `malformed` for what is no choice */
export function browseChoice(query: Readonly<Record<string, string>>, city: CityPack): BrowseChoice {
  const words = searchWords(query.q);
  return {
    category: choiceOf(query.category, everyCodeOf(city, 'categories')),
    district: choiceOf(query.district, everyCodeOf(city, 'districts')),
    stage: choiceOf(query.status, STAGES),
    words: words === '' ? null : words,
    area: areaOf(query.area),
  };
}

/** The same filters for the reader: it finds only what is public, and only by what is public. */
export function listFilterOf({ category, district, stage, words, area }: BrowseChoice): ListFilter {
  return {
    ...(category === null ? {} : { category: [category] }),
    ...(district === null ? {} : { district: [district] }),
    ...(stage === 'open' ? { status: [...OPEN_STATUSES] } : {}),
    ...(stage === 'late' ? { overdue: true } : {}),
    ...(stage === 'resolved' ? { status: ['resolved', 'closed'] } : {}),
    ...(words === null ? {} : { q: words }),
    ...(area === null ? {} : { bbox: boxOf(area) }),
    visibleTo: 'public',
  };
}

/** The address of a page with these filters; `more` adds parameters or, with null, removes them. */
export function browseUrl(
  path: string,
  { category, district, stage, words, area }: BrowseChoice,
  more: Record<string, string | null> = {},
): string {
  const all: Record<string, string | null> = { category, district, status: stage, q: words, area, ...more };
  const pairs = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null);
  const query = new URLSearchParams(pairs).toString();
  return query === '' ? path : `${path}?${query}`;
}

export function hasChoice(choice: BrowseChoice): boolean {
  return Object.values(choice).some((value) => value !== null);
}

type Box = NonNullable<ListFilter['bbox']>;

export function areaFrom(box: Box): string {
  return box.map((degrees) => degrees.toFixed(5)).join(',');
}

function boxOf(area: string): Box {
  return area.split(',').map(Number) as Box;
}

function areaOf(typed: string | undefined): string | null {
  if (typed === undefined || typed === '') return null;
  const parts = typed.split(',');
  const areDegrees = parts.length === 4 && parts.every((part) => /^-?\d{1,3}(\.\d{1,10})?$/.test(part));
  if (!areDegrees) throw malformed('“area” is not west,south,east,north in degrees.');
  return typed;
}

function choiceOf<Value extends string>(typed: string | undefined, all: readonly Value[]): Value | null {
  if (typed === undefined || typed === '') return null;
  const found = all.find((value) => value === typed);
  if (found === undefined) throw malformed('A filter is not one of its choices.');
  return found;
}

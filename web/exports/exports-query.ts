import { malformed } from '../../api/http/problem';
import { startOfLocalDay } from '../../api/statistics/calendar';
import type { CityPack, Language } from '../../city/city-pack';
import { findIn } from '../../city/directory';
import { spreadsheetLanguage } from '../spreadsheet-language';
import { browseChoice, listFilterOf, type BrowseChoice } from '../browse/browse-filter';

/** The fields of the page's form: the filters of the public list, and more. */
export interface ExportsQuery {
  choice: BrowseChoice;
  agency: string | null;
  /** Received on or after this day in the city, `YYYY-MM-DD`. */
  since: string | null;
  /** Language of the spreadsheet that a table is for; null for programs. */
  locale: Language | null;
}

/** @throws Problem `malformed` for a value that is not a choice */
export function readExportsQuery(query: Readonly<Record<string, string>>, city: CityPack): ExportsQuery {
  const { agency = '', since = '', locale = '' } = query;
  if (agency !== '' && !findIn(city, 'agencies', agency))
    throw malformed('“agency” is not one of the agencies.');
  if (since !== '' && !isDay(since)) throw malformed('“since” is no day.');
  return {
    choice: browseChoice(query, city),
    agency: agency || null,
    since: since || null,
    locale: spreadsheetLanguage(locale, city),
  };
}

/** Address of the API's file with the same filters. */
export function fileUrl(
  ending: 'csv' | 'geojson',
  { choice, agency, since, locale }: ExportsQuery,
  timeZone: string,
): string {
  const { status, overdue } = listFilterOf(choice);
  const all: [string, string | null | undefined][] = [
    ['category', choice.category],
    ['district', choice.district],
    ['agency', agency],
    ['status', status?.join(',')],
    ['overdue', overdue?.toString()],
    ['q', choice.words],
    ['bbox', choice.area],
    ['locale', ending === 'csv' ? locale : null],
    ['since', since && new Date(startOfLocalDay(since, timeZone)).toISOString()],
  ];
  const pairs = all.filter((pair): pair is [string, string] => Boolean(pair[1]));
  const search = new URLSearchParams(pairs).toString();
  return `/api/v1/exports/complaints.${ending}${search === '' ? '' : `?${search}`}`;
}

function isDay(text: string): boolean {
  return /^(19|20)\d\d-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
}

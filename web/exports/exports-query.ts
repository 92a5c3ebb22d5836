import { malformed } from '../../api/http/problem';
import { startOfLocalDay } from '../../api/statistics/calendar';
import { shippedLanguages, type CityPack, type Language } from '../../city/city-pack';
import { findIn } from '../../city/directory';
import { browseChoice, listFilterOf, type BrowseChoice } from '../browse/browse-filter';

/** What the page's form says: the filters of the public list, and more. */
export interface ExportsQuery {
  choice: BrowseChoice;
  agency: string | null;
  /** Received on this day of the city or later, `YYYY-MM-DD`. */
  since: string | null;
  /** Language of the spreadsheet that a table is for; null for programs. */
  locale: Language | null;
}

/** @throws Problem `malformed` for what is no choice */
export function readExportsQuery(query: Readonly<Record<string, string>>, city: CityPack): ExportsQuery {
  const { agency = '', since = '', locale = '' } = query;
  if (agency !== '' && !findIn(city, 'agencies', agency))
    throw malformed('“agency” is none of the agencies.');
  if (since !== '' && !isDay(since)) throw malformed('“since” is no day.');
  return {
    choice: browseChoice(query, city),
    agency: agency || null,
    since: since || null,
    locale: spreadsheetOf(locale, city),
  };
}

/** Also a language that the city does not speak any more: the spreadsheet still does. */
export function spreadsheetOf(locale: string, { defaultLanguage }: CityPack): Language | null {
  if (locale === '') return null;
  return shippedLanguages.find((each) => each === locale) ?? defaultLanguage;
}

/** The same filters as the API's file takes them. */
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

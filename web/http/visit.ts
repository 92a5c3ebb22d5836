import type { Request } from 'express';
import { readQuery } from '../../api/http/read-query';
import type { CityPack, Language } from '../../city/city-pack';
import { NOTHING_POSTED, type PostedForm } from './read-form';

/** A request for a page. */
export interface Visit extends PostedForm {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  address: string | undefined;
  /** Path and query, for the same page in another language. */
  path: string;
  /** What the visitor chose, by `?lang=` or before; null when they never chose. */
  chosen: Language | null;
}

export const LANGUAGE_COOKIE = 'lang';

/** @throws Problem `malformed` for a query string that cannot be read */
export function visitOf(request: Request, { city }: { city: CityPack }): Visit {
  const query = readQuery(request.originalUrl);
  return {
    ...NOTHING_POSTED,
    params: request.params as Record<string, string>,
    query,
    address: request.ip,
    path: request.path,
    chosen: languageOf(city, query.lang) ?? languageOf(city, cookieOf(request)),
  };
}

/** The language of the visitor's choice, else of the person whom the link belongs to, else of the city. */
export function languageFor(visit: Pick<Visit, 'chosen'>, city: CityPack, person?: string | null): Language {
  return visit.chosen ?? languageOf(city, person) ?? city.defaultLanguage;
}

function languageOf(city: CityPack, wanted: string | null | undefined): Language | null {
  return city.languages.find((each) => each === wanted) ?? null;
}

function cookieOf({ headers }: Request): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === LANGUAGE_COOKIE)?.[1];
}

import type { Request } from 'express';
import { cookiesOf } from '../../api/http/cookies';
import { readQuery } from '../../api/http/read-query';
import type { CityPack, Language } from '../../city/city-pack';
import { deviceOf } from '../sign-in/device-of';
import type { StaffSession } from '../sign-in/staff-session';
import { NOTHING_POSTED, type PostedForm } from './read-form';

/** A request for a page. */
export interface PageRequest extends PostedForm {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  cookies: Cookies;
  /** The member of staff who is signed in. */
  session: StaffSession | null;
  /** Roughly what the visitor holds in their hands: “Chrome, Android”. */
  device: string | null;
  /** Where the request was made, as the browser says (`Sec-Fetch-Site`); null when it does not. */
  madeBy: string | null;
  /** Of the last event of a stream that was cut, as the browser says (`Last-Event-ID`). */
  lastEventId: string | null;
  address: string | undefined;
  /** Whether whoever sent the request waits for no answer any more. */
  hasHungUp(): boolean;
  /** Path and query, for the same page in another language. */
  path: string;
  /** What the visitor chose, by `?lang=` or before; null when they never chose. */
  chosen: Language | null;
}

export type Cookies = ReadonlyMap<string, string>;

export const LANGUAGE_COOKIE = 'lang';

/** @throws Problem `malformed` for a query string that cannot be read */
export function pageRequestOf(request: Request, { city }: { city: CityPack }): PageRequest {
  const query = readQuery(request.originalUrl);
  const cookies = cookiesOf(request);
  return {
    ...NOTHING_POSTED,
    params: request.params as Record<string, string>,
    query,
    cookies,
    session: null,
    device: deviceOf(request.get('user-agent')),
    madeBy: request.get('sec-fetch-site') ?? null,
    lastEventId: request.get('last-event-id') ?? null,
    address: request.ip,
    hasHungUp: () => request.socket.destroyed,
    path: request.path,
    chosen: languageOf(city, query.lang) ?? languageOf(city, cookies.get(LANGUAGE_COOKIE)),
  };
}

/** The language of the visitor's choice, else of the person whom the link belongs to, else of the city. */
export function languageFor(
  pageRequest: Pick<PageRequest, 'chosen'>,
  city: CityPack,
  person?: string | null,
): Language {
  return pageRequest.chosen ?? languageOf(city, person) ?? city.defaultLanguage;
}

function languageOf(city: CityPack, wanted: string | null | undefined): Language | null {
  return city.languages.find((each) => each === wanted) ?? null;
}

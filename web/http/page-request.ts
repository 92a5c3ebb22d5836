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
  /** The visitor's device, roughly: “Chrome, Android”. */
  device: string | null;
  /** The header `Sec-Fetch-Site`: whether one of our own pages made the request; null if the browser sends none. */
  fetchSite: string | null;
  /** The last event before a stream was cut, as the browser says (`Last-Event-ID`). */
  lastEventId: string | null;
  address: string | undefined;
  /** Whether the sender has disconnected and no longer waits for a response. */
  hasHungUp(): boolean;
  /** Path and query, for the same page in another language. */
  path: string;
  /** The language that the visitor chose, by `?lang=` or earlier; null if they never did. */
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
    fetchSite: request.get('sec-fetch-site') ?? null,
    lastEventId: request.get('last-event-id') ?? null,
    address: request.ip,
    hasHungUp: () => request.socket.destroyed,
    path: request.path,
    chosen: languageOf(city, query.lang) ?? languageOf(city, cookies.get(LANGUAGE_COOKIE)),
  };
}

/** The language that the visitor chose, else that of the link's owner, else the city's. */
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

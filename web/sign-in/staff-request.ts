import { actorOf } from '../../api/authentication/credential';
import { notFound } from '../../api/http/problem';
import type { CityPack } from '../../city/city-pack';
import type { Actor } from '../../domain/actor';
import { languageFor, type PageRequest } from '../http/page-request';
import type { StaffSession } from './staff-session';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';

/** A request by somebody who is signed in. */
export interface StaffRequest {
  session: StaffSession;
  actor: Actor;
  /** Id of the member of staff. */
  me: string;
  /** Null for staff that belong to no agency. */
  agency: string | null;
  city: CityPack;
  locale: Locale;
}

/** @throws Problem `not_found` without a session, which the route's `needs` should have ensured */
export function staffRequest(context: PagesContext, request: PageRequest): StaffRequest {
  const { session } = request;
  if (!session) throw notFound();
  const { member, credential } = session;
  return {
    session,
    actor: actorOf(credential),
    me: member.id,
    agency: member.agency,
    city: context.city,
    locale: context.locales(languageFor(request, context.city, member.language)),
  };
}

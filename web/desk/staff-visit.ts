import { actorOf } from '../../api/authentication/credential';
import { notFound } from '../../api/http/problem';
import type { Actor } from '../../domain/actor';
import { languageFor, type Visit } from '../http/visit';
import type { StaffSession } from '../sign-in/staff-session';
import type { Site } from '../site';
import type { Speech } from '../speech';

/** A visit of somebody who is signed in. */
export interface StaffVisit {
  session: StaffSession;
  actor: Actor;
  /** Id of the member of staff. */
  me: string;
  /** Null for who belongs to none. */
  agency: string | null;
  speech: Speech;
}

/** @throws Problem `not_found` without a session, which the place's `needs` has asked for before */
export function staffVisit(site: Site, visit: Visit): StaffVisit {
  const { session } = visit;
  if (!session) throw notFound();
  const { member, credential } = session;
  return {
    session,
    actor: actorOf(credential),
    me: member.id,
    agency: member.agency,
    speech: site.speeches(languageFor(visit, site.city, member.language)),
  };
}

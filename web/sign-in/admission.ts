import { notFound } from '../../api/http/problem';
import type { Role } from '../../domain/actor';
import { wordsIn } from '../forms/words-in';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { signInUrl } from './own-path';
import { isFormToken } from './staff-session';

/** Who a page is for: everybody who is signed in, or those of a role. */
export type Needs = 'session' | readonly Role[];

interface Knock {
  needs: Needs;
  isPost: boolean;
}

/**
 * What somebody gets in place of a page of the staff's; null when it is for them.
 * @throws Problem `not_found` for a role that it is not for: to them it does not exist
 */
export function refuseAdmission(site: Site, visit: Visit, { needs, isPost }: Knock): PageAnswer | null {
  const { session, path, query, form } = visit;
  if (!session) {
    return isPost
      ? keptPage(site, visit, { status: 401, texts: 'ended' })
      : { kind: 'redirect', to: signInUrl(path, query) };
  }
  if (needs !== 'session' && !needs.includes(session.member.role)) throw notFound();
  if (!isPost || isFormToken(session.csrf, form.get('csrf'))) return null;
  return keptPage(site, visit, { status: 403, texts: 'foreign' });
}

/** Elsewhere a session counts for a form that carries its token alone; all others are posted by nobody in particular. */
export function withoutForgedSession(visit: Visit): Visit {
  const { session, form } = visit;
  return session && !isFormToken(session.csrf, form.get('csrf')) ? { ...visit, session: null } : visit;
}

function keptPage(
  site: Site,
  visit: Visit,
  { status, texts }: { status: number; texts: 'ended' | 'foreign' },
): PageAnswer {
  const speech = site.speeches(languageFor(visit, site.city));
  const { say } = speech;
  const heading = say(`signIn.${texts}.title`);
  const url = texts === 'ended' ? signInUrl(visit.path) : visit.path;
  return {
    kind: 'page',
    status,
    template: 'message',
    title: heading,
    view: {
      heading,
      paragraphs: [say(`signIn.${texts}.text`)],
      kept: wordsIn(visit.form),
      resend: null,
      onward: { url, label: say(`signIn.${texts}.onward`) },
    },
    speech,
    keepsAddress: false,
  };
}

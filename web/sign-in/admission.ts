import { messagePage } from '../message-page';
import { notFound } from '../../api/http/problem';
import type { Role } from '../../domain/actor';
import { wordsIn } from '../forms/words-in';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { signInUrl } from './own-path';
import { isFormToken } from './staff-session';

/** Who may see a page: everybody who is signed in, or certain roles. */
export type Needs = 'session' | readonly Role[];

interface Knock {
  needs: Needs;
  isPost: boolean;
}

/**
 * What somebody gets in place of a staff page that they may not see; null if they may see it.
 * @throws Problem `not_found` for a role that may not see it: to them it does not exist
 */
export function refuseAdmission(
  context: PagesContext,
  request: PageRequest,
  { needs, isPost }: Knock,
): PageResponse | null {
  const { session, path, query, form } = request;
  if (!session) {
    return isPost
      ? keptPage(context, request, { status: 401, texts: 'ended' })
      : { kind: 'redirect', to: signInUrl(path, query) };
  }
  if (needs !== 'session' && !needs.includes(session.member.role)) throw notFound();
  if (!isPost || isFormToken(session.csrf, form.get('csrf'))) return null;
  return keptPage(context, request, { status: 403, texts: 'foreign' });
}

/** Elsewhere a session counts only for a form with its token; any other form is posted without a session. */
export function withoutForgedSession(request: PageRequest): PageRequest {
  const { session, form } = request;
  return session && !isFormToken(session.csrf, form.get('csrf')) ? { ...request, session: null } : request;
}

function keptPage(
  context: PagesContext,
  request: PageRequest,
  { status, texts }: { status: number; texts: 'ended' | 'foreign' },
): PageResponse {
  const locale = context.locales(languageFor(request, context.city));
  const { t } = locale;
  const url = texts === 'ended' ? signInUrl(request.path) : request.path;
  return messagePage(locale, {
    status,
    heading: t(`signIn.${texts}.title`),
    paragraphs: [t(`signIn.${texts}.text`)],
    kept: wordsIn(request.form),
    onward: { url, label: t(`signIn.${texts}.onward`) },
  });
}

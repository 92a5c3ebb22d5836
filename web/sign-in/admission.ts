import { notFound } from '../../api/http/problem';
import type { Role } from '../../domain/actor';
import { wordsIn } from '../forms/words-in';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
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

/** Elsewhere a session counts for a form that carries its token alone; all others are posted by nobody in particular. */
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
  const heading = t(`signIn.${texts}.title`);
  const url = texts === 'ended' ? signInUrl(request.path) : request.path;
  return {
    kind: 'page',
    status,
    template: 'message',
    title: heading,
    view: {
      heading,
      paragraphs: [t(`signIn.${texts}.text`)],
      kept: wordsIn(request.form),
      resend: null,
      onward: { url, label: t(`signIn.${texts}.onward`) },
    },
    locale,
    keepsAddress: false,
  };
}

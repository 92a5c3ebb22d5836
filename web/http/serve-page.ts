import type { Request, RequestHandler, Response } from 'express';
import { PROBLEMS } from '../../api/http/problem-catalogue';
import { withUploads } from '../../api/http/upload-storage';
import { problemFromError } from '../../api/http/problem-from-error';
import { problemPage } from '../pages/problem-page';
import { StaleLink } from '../links/stale-link';
import type { PageAnswer } from '../page-answer';
import { refuseAdmission, withoutForgedSession, type Needs } from '../sign-in/admission';
import { findStaffSession } from '../sign-in/staff-session';
import type { Site } from '../site';
import { NOTHING_POSTED, readForm, type PostedForm } from './read-form';
import { sendPage } from './send-page';
import { LANGUAGE_COOKIE, visitOf, type Visit } from './visit';

export type PageHandler = (site: Site, visit: Visit) => Promise<PageAnswer>;

export interface PageOptions {
  isSecret: boolean;
  /** Whose page it is; everybody's when left out. */
  needs?: Needs;
  /** Whether an open page asks for it by itself: that is no use of its reader's session. */
  isAutomatic?: boolean;
  /** How the body of a POST becomes a form. */
  read?: (request: Request, response: Response) => Promise<PostedForm>;
}

const YEAR_MS = 365 * 24 * 3_600_000;

/** A page at its place: everything that fails on the way is a page too. */
export function servePage(site: Site, handle: PageHandler, options: PageOptions): RequestHandler {
  const { isSecret, needs, isAutomatic = false, read = readForm } = options;
  const serve = async (request: Request, response: Response): Promise<void> => {
    const isPost = request.method === 'POST';
    let visit = blankVisit(request);
    let session = visit.session;
    let isUnread = isPost;
    let answer: PageAnswer;
    try {
      visit = visitOf(request, { city: site.city });
      session = await findStaffSession(site, visit.cookies, { isUse: !isAutomatic });
      visit = { ...visit, session };
      const credential = session?.credential ?? { kind: 'none' };
      await site.limits.countRequest({ credential, address: request.ip });
      isUnread = false;
      if (isPost) visit = { ...visit, ...(await read(request, response)) };
      const refusal = needs && refuseAdmission(site, visit, { needs, isPost });
      if (isPost) visit = withoutForgedSession(visit);
      answer = refusal ?? (await handle(site, visit));
      if (!isPost && answer.kind !== 'document') rememberLanguage(site, response, visit);
    } catch (error) {
      report(site, error);
      if (isUnread && isWorthReading(request, error))
        visit = await withPosted(visit, () => read(request, response));
      answer = problemPage(site, visit, { error, isPost, now: Date.now() });
    }
    sendPage(site, response, {
      ...{ visit, session, answer, isPost },
      isSecret: isSecret || needs !== undefined,
    });
  };
  return (request, response) => withUploads(request, () => serve(request, response));
}

/** Whether what was typed may be sent once more; who sends too much has no photos read besides. */
function isWorthReading(request: Request, error: unknown): boolean {
  const { code } = problemFromError(error);
  return code === 'unavailable' || (code === 'too_many_requests' && !request.is('multipart/form-data'));
}

/** A form that was refused before it was read; what was typed into it is not lost over that. */
async function withPosted(visit: Visit, read: () => Promise<PostedForm>): Promise<Visit> {
  try {
    return { ...visit, ...(await read()) };
  } catch {
    // Nothing in it can be given back; its sender hears why nothing else could be done either.
    return visit;
  }
}

/** What is known of a request whose query string cannot be read. */
function blankVisit(request: Request): Visit {
  return {
    ...NOTHING_POSTED,
    params: {},
    query: {},
    cookies: new Map(),
    session: null,
    device: null,
    madeBy: null,
    lastEventId: null,
    address: request.ip,
    hasHungUp: () => request.socket.destroyed,
    path: request.path,
    chosen: null,
  };
}

function rememberLanguage({ settings, city }: Site, response: Response, { query }: Visit): void {
  if (!city.languages.some((language) => language === query.lang)) return;
  response.cookie(LANGUAGE_COOKIE, query.lang, {
    maxAge: YEAR_MS,
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.publicUrl.startsWith('https:'),
  });
}

/** An error's message may repeat what a person wrote, so only its kind and place are logged. */
function report({ logger }: Site, error: unknown): void {
  if (error instanceof StaleLink) return;
  const problem = problemFromError(error);
  if (PROBLEMS[problem.code].status < 500) return;
  const cause = error instanceof Error ? error : new Error('not an error');
  const stack = (cause.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  logger.error({ problem: problem.code, failure: { name: cause.name, stack } }, 'a page failed');
}

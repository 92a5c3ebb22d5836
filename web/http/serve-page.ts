import type { Request, RequestHandler, Response } from 'express';
import { PROBLEMS } from '../../api/http/problem-catalogue';
import { withUploads } from '../../api/http/upload-storage';
import { problemFromError } from '../../api/http/problem-from-error';
import { problemPage } from './problem-page';
import { StaleLink } from '../links/stale-link';
import type { PageResponse } from '../page-response';
import { refuseAdmission, withoutForgedSession, type Needs } from '../sign-in/admission';
import { findStaffSession } from '../sign-in/staff-session';
import type { PagesContext } from '../pages-context';
import { NOTHING_POSTED, readForm, type PostedForm } from './read-form';
import { sendPage } from './send-page';
import { LANGUAGE_COOKIE, pageRequestOf, type PageRequest } from './page-request';

export type PageHandler = (context: PagesContext, pageRequest: PageRequest) => Promise<PageResponse>;

export interface PageOptions {
  isSecret: boolean;
  /** Who may see the page; everybody if left out. */
  needs?: Needs;
  /** Whether a visitor's device may keep the page for when there is no network: what everybody may see. */
  mayBeKept?: boolean;
  /** Whether an open page requests it by itself: that does not count as use of the session. */
  isAutomatic?: boolean;
  /** How to read a POST's body into a form. */
  read?: (request: Request, response: Response) => Promise<PostedForm>;
}

const YEAR_MS = 365 * 24 * 3_600_000;

/** Serves a page; whatever fails on the way is shown as a page, too. */
export function servePage(context: PagesContext, handle: PageHandler, options: PageOptions): RequestHandler {
  const { isSecret, needs, isAutomatic = false, mayBeKept = false, read = readForm } = options;
  const serve = async (request: Request, response: Response): Promise<void> => {
    const isPost = request.method === 'POST';
    let pageRequest = blankRequest(request);
    let session = pageRequest.session;
    let isUnread = isPost;
    let page: PageResponse;
    try {
      pageRequest = pageRequestOf(request, { city: context.city });
      session = await findStaffSession(context, pageRequest.cookies, { isUse: !isAutomatic });
      pageRequest = { ...pageRequest, session };
      const credential = session?.credential ?? { kind: 'none' };
      await context.limits.countRequest({ credential, address: request.ip });
      isUnread = false;
      if (isPost) pageRequest = { ...pageRequest, ...(await read(request, response)) };
      const refusal = needs && refuseAdmission(context, pageRequest, { needs, isPost });
      if (isPost) pageRequest = withoutForgedSession(pageRequest);
      page = refusal ?? (await handle(context, pageRequest));
      if (!isPost && page.kind !== 'document') rememberLanguage(context, response, pageRequest);
    } catch (error) {
      report(context, error);
      if (isUnread && isWorthReading(request, error))
        pageRequest = await withPosted(pageRequest, () => read(request, response));
      page = problemPage(context, pageRequest, { error, isPost, now: Date.now() });
    }
    sendPage(context, response, {
      ...{ pageRequest, session, page, isPost },
      isSecret: isSecret || needs !== undefined,
      // A query may hold a token, a choice of language or a filter.
      mayBeKept: mayBeKept && !isPost && Object.keys(pageRequest.query).length === 0,
    });
  };
  return (request, response) => withUploads(request, () => serve(request, response));
}

/** Whether to read the form, so that it can be sent again. For those who send too much, no photos are read. */
function isWorthReading(request: Request, error: unknown): boolean {
  const { code } = problemFromError(error);
  return code === 'unavailable' || (code === 'too_many_requests' && !request.is('multipart/form-data'));
}

/** Reads a form that was refused before it was read, so that what was typed is not lost. */
async function withPosted(pageRequest: PageRequest, read: () => Promise<PostedForm>): Promise<PageRequest> {
  try {
    return { ...pageRequest, ...(await read()) };
  } catch {
    // Nothing in it can be shown again; the sender still sees why the request was refused.
    return pageRequest;
  }
}

/** What is known of a request whose query string cannot be read. */
function blankRequest(request: Request): PageRequest {
  return {
    ...NOTHING_POSTED,
    params: {},
    query: {},
    cookies: new Map(),
    session: null,
    device: null,
    fetchSite: null,
    lastEventId: null,
    address: request.ip,
    hasHungUp: () => request.socket.destroyed,
    path: request.path,
    chosen: null,
  };
}

function rememberLanguage(
  { settings, city }: PagesContext,
  response: Response,
  { query }: PageRequest,
): void {
  if (!city.languages.some((language) => language === query.lang)) return;
  response.cookie(LANGUAGE_COOKIE, query.lang, {
    maxAge: YEAR_MS,
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.publicUrl.startsWith('https:'),
  });
}

/** An error's message may repeat what a person wrote, so only its name and stack are logged. */
function report({ logger }: PagesContext, error: unknown): void {
  if (error instanceof StaleLink) return;
  const problem = problemFromError(error);
  if (PROBLEMS[problem.code].status < 500) return;
  const cause = error instanceof Error ? error : new Error('not an error');
  const stack = (cause.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  logger.error({ problem: problem.code, failure: { name: cause.name, stack } }, 'a page failed');
}

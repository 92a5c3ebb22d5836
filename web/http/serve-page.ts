import type { Request, RequestHandler, Response } from 'express';
import { PROBLEMS } from '../../api/http/problem-catalogue';
import { withUploads } from '../../api/http/upload-storage';
import { problemFromError } from '../../api/http/problem-from-error';
import { problemPage } from '../pages/problem-page';
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
  /** Whose page it is; everybody's when left out. */
  needs?: Needs;
  /** Whether an open page asks for it by itself: that is no use of its reader's session. */
  isAutomatic?: boolean;
  /** How the body of a POST becomes a form. */
  read?: (request: Request, response: Response) => Promise<PostedForm>;
}

const YEAR_MS = 365 * 24 * 3_600_000;

/** A page at its place: everything that fails on the way is a page too. */
export function servePage(context: PagesContext, handle: PageHandler, options: PageOptions): RequestHandler {
  const { isSecret, needs, isAutomatic = false, read = readForm } = options;
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
async function withPosted(pageRequest: PageRequest, read: () => Promise<PostedForm>): Promise<PageRequest> {
  try {
    return { ...pageRequest, ...(await read()) };
  } catch {
    // Nothing in it can be given back; its sender hears why nothing else could be done either.
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
    madeBy: null,
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

/** An error's message may repeat what a person wrote, so only its kind and place are logged. */
function report({ logger }: PagesContext, error: unknown): void {
  if (error instanceof StaleLink) return;
  const problem = problemFromError(error);
  if (PROBLEMS[problem.code].status < 500) return;
  const cause = error instanceof Error ? error : new Error('not an error');
  const stack = (cause.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  logger.error({ problem: problem.code, failure: { name: cause.name, stack } }, 'a page failed');
}

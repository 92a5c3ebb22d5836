import type { PageHandler } from '../http/serve-page';
import { problemFromError } from '../../api/http/problem-from-error';
import type { PageResponse } from '../page-response';
import { draftRequest, type DraftRequest } from './draft-request';
import { crossSitePage, notNowPage } from './refusal-pages';

export type StepHandler = (filing: DraftRequest) => Promise<PageResponse>;

/** Handles GET of one of the form's pages. */
export function stepGet(handle: StepHandler): PageHandler {
  return async (context, request) => handle(await draftRequest(context, request));
}

/**
 * Handles POST of one of the form's pages. Browsers send the draft's cookie from our own pages only (SameSite); in
 * addition, requests that the browser marks as cross-site are refused. If the service cannot accept the form now,
 * the response is a page that sends it again.
 */
export function stepPost(handle: StepHandler): PageHandler {
  return async (context, request) => {
    if (request.fetchSite === 'cross-site') return crossSitePage(context, request);
    try {
      return await handle(await draftRequest(context, request));
    } catch (error) {
      const problem = problemFromError(error);
      if (problem.code !== 'unavailable' && problem.code !== 'too_many_requests') throw error;
      return notNowPage(context, request, problem);
    }
  };
}

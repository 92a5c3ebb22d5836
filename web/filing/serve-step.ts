import type { PageHandler } from '../http/serve-page';
import { problemFromError } from '../../api/http/problem-from-error';
import type { PageResponse } from '../page-response';
import { draftRequest, type DraftRequest } from './draft-request';
import { foreignPage, notNowPage } from './refusal-pages';

export type StepHandler = (filing: DraftRequest) => Promise<PageResponse>;

/** A page of the form. */
export function looking(handle: StepHandler): PageHandler {
  return async (context, request) => handle(await draftRequest(context, request));
}

/**
 * A form that is sent. The draft's cookie comes along from our own pages only (SameSite); what a browser says to have
 * been sent from elsewhere is refused besides. What was typed is not lost because it cannot be taken now.
 */
export function sending(handle: StepHandler): PageHandler {
  return async (context, request) => {
    if (request.madeBy === 'cross-site') return foreignPage(context, request);
    try {
      return await handle(await draftRequest(context, request));
    } catch (error) {
      const problem = problemFromError(error);
      if (problem.code !== 'unavailable' && problem.code !== 'too_many_requests') throw error;
      return notNowPage(context, request, problem);
    }
  };
}

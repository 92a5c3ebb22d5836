import type { PageHandler } from '../http/serve-page';
import { problemFromError } from '../../api/http/problem-from-error';
import type { PageAnswer } from '../page-answer';
import { filingVisit, type FilingVisit } from './filing-visit';
import { foreignPage, notNowPage } from './refusal-pages';

export type StepHandler = (filing: FilingVisit) => Promise<PageAnswer>;

/** A page of the form. */
export function looking(handle: StepHandler): PageHandler {
  return async (site, visit) => handle(await filingVisit(site, visit));
}

/**
 * A form that is sent. The draft's cookie comes along from our own pages only (SameSite); what a browser says to have
 * been sent from elsewhere is refused besides. What was typed is not lost because it cannot be taken now.
 */
export function sending(handle: StepHandler): PageHandler {
  return async (site, visit) => {
    if (visit.madeBy === 'cross-site') return foreignPage(site, visit);
    try {
      return await handle(await filingVisit(site, visit));
    } catch (error) {
      const problem = problemFromError(error);
      if (problem.code !== 'unavailable' && problem.code !== 'too_many_requests') throw error;
      return notNowPage(site, visit, problem);
    }
  };
}

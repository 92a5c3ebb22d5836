import { findComplaint } from '../../api/complaints/find-complaint';
import { Problem } from '../../api/http/problem';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { complaintPage } from '../complaint/complaint-page';
import { showComplaint } from '../complaint/shown-complaint';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { unknownCodePage } from './home-page';

/** What everybody may know of a complaint. */
export async function trackPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const typed = (visit.params.code ?? '').slice(0, 100);
  const complaint = await findCounted(site, visit, typed);
  if (!complaint) return unknownCodePage(site, visit, typed);
  const shown = await showComplaint(site, { complaint, actor: { kind: 'anonymous' } });
  const speech = site.speeches(languageFor(visit, site.city));
  const page = complaintPage(shown, { speech, token: null, urlOf: (code) => `/track/${code}` });
  const kind = speech.names.category(shown.view.category);
  return {
    kind: 'page',
    status: 200,
    template: 'track',
    title: speech.say('web.complaint.title', { code: page.code, kind }),
    view: { complaint: page },
    speech,
    keepsAddress: true,
  };
}

/** Codes are guessed as slowly here as through the API. */
async function findCounted(site: Site, { address }: Visit, typed: string): Promise<ComplaintRecord | null> {
  const caller = { credential: { kind: 'none' as const }, address };
  await site.limits.refuseGuessers(caller);
  try {
    return await findComplaint(site, typed);
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'not_found')) throw error;
    await site.limits.countUnknownCode(caller);
    return null;
  }
}

import { findComplaint } from '../../api/complaints/find-complaint';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { cutText } from '../../domain/human-text';
import { isFinal } from '../../domain/statuses';
import { findTrackingCode } from '../../domain/tracking-code';
import { complaintPage } from '../complaint/complaint-page';
import { showComplaint } from '../complaint/shown-complaint';
import { countingGuesses, isNotFound } from '../counting-guesses';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { unknownCodePage } from './home-page';

/** What everybody may know of a complaint. */
export async function trackPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const typed = cutText(visit.params.code ?? '', 100);
  const complaint = await findCounted(site, visit, findTrackingCode(typed) ?? typed);
  if (!complaint) return unknownCodePage(site, visit, typed);
  const shown = await showComplaint(site, { complaint, actor: { kind: 'anonymous' } });
  const speech = site.speeches(languageFor(visit, site.city));
  const page = complaintPage(shown, {
    ...{ speech, photoToken: null, map: site.map },
    urlOf: (code) => `/track/${code}`,
  });
  const { code } = page;
  const mayJoin = !complaint.confidential && !isFinal(complaint.status);
  const kind = speech.names.category(shown.view.category);
  return {
    kind: 'page',
    status: 200,
    template: 'track',
    title: speech.say('web.complaint.title', { code, kind }),
    view: {
      complaint: page,
      live: { source: `/track/${code}/live`, sequence: page.sequence },
      done: visit.query.done === 'support' ? speech.say('web.support.done') : null,
      support: mayJoin ? `/track/${code}/support` : null,
      share: `/track/${code}`,
    },
    styles: ['map.css'],
    scripts: ['live.js'],
    isRefreshed: !isFinal(complaint.status),
    speech,
    keepsAddress: true,
  };
}

async function findCounted(site: Site, visit: Visit, typed: string): Promise<ComplaintRecord | null> {
  try {
    return await countingGuesses(site, visit, () => findComplaint(site, typed));
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

import { htmlPage } from '../html-page';
import { findComplaint } from '../../api/complaints/find-complaint';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { cutText } from '../../domain/human-text';
import { isFinal } from '../../domain/statuses';
import { findTrackingCode } from '../../domain/tracking-code';
import { complaintPage } from '../complaint/complaint-page';
import { showComplaint } from '../complaint/shown-complaint';
import { countingGuesses, isNotFound } from '../counting-guesses';
import { unsentDraft } from '../filing/unsent-draft';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { unknownCodePage } from './home-page';

/** A complaint's public page. */
export async function trackPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const typed = cutText(request.params.code ?? '', 100);
  const complaint = await findCounted(context, request, findTrackingCode(typed) ?? typed);
  if (!complaint) return unknownCodePage(context, request, typed);
  const shown = await showComplaint(context, { complaint, actor: { kind: 'anonymous' } });
  const locale = context.locales(languageFor(request, context.city));
  const page = complaintPage(shown, {
    ...{ locale, photoToken: null, map: context.map },
    urlOf: (code) => `/track/${code}`,
  });
  const { code } = page;
  const mayJoin = !complaint.confidential && !isFinal(complaint.status);
  const kind = locale.names.category(shown.view.category);
  const isSupported = request.query.done === 'support';
  return htmlPage({
    template: 'track',
    title: locale.t('web.complaint.title', { code, kind }),
    view: {
      complaint: page,
      live: { source: `/track/${code}/live`, sequence: page.sequence },
      done: isSupported ? locale.t('web.support.done') : null,
      draft: isSupported ? await unsentDraft(context, request) : null,
      support: mayJoin ? `/track/${code}/support` : null,
      share: `/track/${code}`,
    },
    styles: ['map.css'],
    scripts: ['live.js'],
    isRefreshed: !isFinal(complaint.status),
    locale,
  });
}

async function findCounted(
  context: PagesContext,
  request: PageRequest,
  typed: string,
): Promise<ComplaintRecord | null> {
  try {
    return await countingGuesses(context, request, () => findComplaint(context, typed));
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

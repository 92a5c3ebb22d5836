import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { PublishedUpdate } from '../../database/readers/published-updates';
import { disclosureFor } from '../complaints/disclosure';
import { isoInstant } from '../http/iso-instant';
import { presentEvent } from '../complaints/timeline-presenter';
import type { PhotoView } from '../complaints/complaint-schemas';
import type { ServiceLocale } from './service-locale';
import { statusAfter } from './update-status';

interface Context {
  complaint: ComplaintRecord;
  locale: ServiceLocale;
  publicUrl: string;
}

/** One step of a complaint as everybody may see it, since clients copy and publish it. */
export function presentUpdate(update: PublishedUpdate, context: Context) {
  const { trackingCode } = context.complaint;
  const { words, photo } = contentOf(update, context);
  return {
    update_id: `${trackingCode}-${update.step}`,
    service_request_id: trackingCode,
    status: statusAfter(update),
    updated_datetime: isoInstant(update.event.recordedAt),
    description: words ?? sentenceOf(update, context),
    media_url: photo,
  };
}

/** The text of a step: the agency's own if it is public, otherwise a sentence about what happened. */
export function wordsOf(update: PublishedUpdate, context: Context): string {
  return contentOf(update, context).words ?? sentenceOf(update, context);
}

interface Content {
  words: string | null;
  photo: string | null;
}

/**
 * Takes text and photo from the presenter that decides what the public sees of a timeline; only what staff wrote
 * and showed is used.
 */
function contentOf({ event }: PublishedUpdate, { complaint, publicUrl }: Context): Content {
  const disclosure = disclosureFor('public', complaint);
  const { data } = presentEvent(event, {
    ...{ disclosure, publicUrl, instant: isoInstant },
    trackingCodes: new Map(),
  });
  if (event.type === 'reopened' || !data) return { words: null, photo: null };
  const { note, text, photos } = data as { note?: string; text?: string; photos?: PhotoView[] };
  return { words: note ?? text ?? null, photo: photos?.[0]?.links.full ?? null };
}

function sentenceOf({ event, before }: PublishedUpdate, { complaint, locale }: Context): string {
  const { t } = locale;
  // The public may not know who has a confidential complaint, or why it ended.
  if (complaint.confidential) return t(`words.status.${complaint.status}`);
  switch (event.type) {
    case 'acknowledged':
      return t('open311.acknowledged', {
        agency: locale.agency(event.actor.agency ?? complaint.agency),
      });
    case 'reassigned':
      return t('words.timeline.reassigned', { agency: locale.agency(event.data.to) });
    case 'rejected':
      return t('words.timeline.rejected', { reason: t(`words.rejectReasons.${event.data.reason}`) });
    case 'started':
    case 'resolved':
    case 'reopened':
    case 'closed':
    case 'withdrawn':
      return t(`words.timeline.${event.type}`);
    case 'merged':
      return t('words.status.duplicate');
    default:
      return t(before === 'started' ? 'words.timeline.started' : 'words.timeline.noted');
  }
}

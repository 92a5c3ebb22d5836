import type { PhotoView, TimelineEventView } from '../../api/complaints/complaint-schemas';
import type { TimelineRecord } from '../../database/readers/complaint-reader';
import { cleanText } from '../../domain/clean-text';
import { timelineLines } from '../../locale/timeline-lines';
import type { Locale } from '../../locale/locale';
import { photoViews, type PagePhoto } from './photo-views';
import type { ShownComplaint } from './shown-complaint';
import type { PhotoToken } from '../links/photo-token';

export interface StoryEntry {
  /** Number of its event, so that an open page can tell what is new. */
  sequence: number;
  /** Shape beside it; null for a dot. */
  mark: string | null;
  text: string;
  at: string;
  iso: string;
  /** When it was due, if that was some minutes earlier. */
  due: string | null;
  details: string[];
  quote: string;
  photos: PagePhoto[];
}

const LATE_MS = 2 * 60_000;

/** The timeline, newest first. The public sees none of it for a confidential complaint. */
export function storyOf(
  shown: ShownComplaint,
  { locale, photoToken }: { locale: Locale; photoToken: PhotoToken | null },
): StoryEntry[] {
  const { view, viewer, timeline } = shown;
  if (view.agency === undefined) return [];
  const { t, names, time } = locale;
  const lines = timelineLines(timeline, {
    t,
    names,
    time,
    reader: viewer === 'own' ? 'reporter' : 'staff',
    mergedInto: view.mergedInto ?? null,
  });
  const events = new Map(timeline.map((event) => [event.sequence, event]));
  const views = new Map(view.timeline.map((event) => [event.sequence, event]));
  const entries = lines.flatMap(({ sequence, text }) => {
    const [event, presented] = [events.get(sequence), views.get(sequence)];
    return event && presented ? [entryOf({ text, event, presented }, { locale, photoToken })] : [];
  });
  return withMissInOne(entries, { locale, events }).reverse();
}

/** Merges an escalation with the missed promise that caused it: to a reader they are one event. */
function withMissInOne(
  entries: StoryEntry[],
  { locale: { t }, events }: { locale: Locale; events: ReadonlyMap<number, TimelineRecord> },
): StoryEntry[] {
  const isEscalation = (sequence: number) => events.get(sequence)?.type === 'escalated';
  const isMissOf = (entry: StoryEntry | undefined, escalation: StoryEntry) =>
    entry !== undefined &&
    isEscalation(escalation.sequence) &&
    events.get(entry.sequence)?.type === 'target_missed' &&
    events.get(entry.sequence)?.dueAt === events.get(escalation.sequence)?.dueAt;
  return entries.flatMap((entry, index) => {
    const before = entries[index - 1];
    if (before && isMissOf(entry, before)) return [];
    return isMissOf(entries[index + 1], entry)
      ? [{ ...entry, text: t('web.complaint.missedAnd', { line: entry.text }) }]
      : [entry];
  });
}

interface EntryInput {
  text: string;
  event: TimelineRecord;
  presented: TimelineEventView;
}

function entryOf(
  { text, event, presented }: EntryInput,
  { locale, photoToken }: { locale: Locale; photoToken: PhotoToken | null },
): StoryEntry {
  const { t, time } = locale;
  const isLate = event.dueAt !== undefined && event.at - event.dueAt > LATE_MS;
  const line = text;
  return {
    sequence: event.sequence,
    mark: markOf(event),
    text,
    at: time.medium(event.at),
    iso: new Date(event.at).toISOString(),
    due: isLate ? t('web.complaint.wasDue', { time: time.medium(event.dueAt ?? event.at) }) : null,
    details:
      event.type === 'reopened'
        ? [t('web.complaint.objectionOf', { reason: t(`words.reopenReasons.${event.data.reason}`) })]
        : [],
    quote: cleanText(wordsOf(presented)),
    photos: photoViews(photosOf(presented), {
      photoToken,
      alt: (number) => t('web.complaint.photoOfAct', { number, line }),
    }),
  };
}

function markOf(event: TimelineRecord): string | null {
  switch (event.type) {
    case 'escalated':
      return event.data.level === 0 ? null : `late-${event.data.level}`;
    case 'resolved':
    case 'closed':
      return event.type;
    case 'rejected':
    case 'withdrawn':
    case 'reporter_left':
      return 'aside';
    case 'information_requested':
      return 'ask';
    default:
      return null;
  }
}

/** The text of an act is under the name that its request gives it; a rejection's `reason` is a code. */
function wordsOf({ type, data = {} }: TimelineEventView): string {
  const words =
    data.note ??
    data.text ??
    data.question ??
    (type === 'rejected' || type === 'reopened' ? undefined : data.reason);
  return typeof words === 'string' ? words : '';
}

function photosOf({ data = {} }: TimelineEventView): PhotoView[] {
  return Array.isArray(data.photos) ? (data.photos as PhotoView[]) : [];
}

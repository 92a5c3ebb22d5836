import type { EscalationLevel } from '../domain/policy';
import type { TimelineEvent } from '../domain/timeline';
import type { CityNames } from './city-names';
import type { TimeFormat } from './time-format';
import type { Translate } from './translator';

export interface TimelineLine {
  sequence: number;
  text: string;
}

interface Words {
  t: Translate;
  names: CityNames;
  time: TimeFormat;
  /** Staff see more lines than reporters, and other texts in some of them. */
  reader: 'reporter' | 'staff';
  /** Tracking code of the complaint that this one was merged into. */
  mergedInto: string | null;
}

/** What happened, one line for each event that the reader may see, in order. */
export function timelineLines(timeline: readonly TimelineEvent[], words: Words): TimelineLine[] {
  let holder = '';
  let takenOver = false;
  return timeline.flatMap((event) => {
    if (event.type === 'received' || event.type === 'assigned') holder = event.data.agency;
    if (event.type === 'reassigned') holder = event.data.to;
    if (event.type === 'taken_over') takenOver = true;
    if (event.type === 'reassigned' || event.type === 'reopened') takenOver = false;
    const text = lineOf(event, { ...words, holder, takenOver });
    // There is no text for a fact that a newer version has recorded.
    return text ? [{ sequence: event.sequence, text }] : [];
  });
}

type Standing = Words & { holder: string; takenOver: boolean };

function lineOf(event: TimelineEvent, words: Standing): string | null {
  const { t, names, time, holder, takenOver } = words;
  switch (event.type) {
    case 'received':
    case 'acknowledged': {
      const shelf = words.reader === 'staff' ? 'staffTimeline' : 'timeline';
      const agency = takenOver ? names.centreInFull : names.agency(holder);
      return t(`words.${shelf}.${event.type}`, { agency });
    }
    case 'assigned':
      return t('words.timeline.assigned', { agency: names.agency(event.data.agency) });
    case 'reassigned': {
      const { from, to } = event.data;
      return t(`words.timeline.${from === to ? 'handedBack' : 'reassigned'}`, { agency: names.agency(to) });
    }
    case 'escalated':
      return escalationLine(event.data.level, words);
    case 'taken_over':
      return t('words.timeline.taken_over', { centre: names.centreInFull });
    case 'shifted':
      return shiftLine(event.data, words);
    case 'reminded':
      return t('words.timeline.reminded', { centre: names.centreInFull });
    case 'extended':
      return t('words.timeline.extended', { time: time.long(event.data.resolveBy) });
    case 'rejected':
      return t('words.timeline.rejected', { reason: t(`words.rejectReasons.${event.data.reason}`) });
    case 'officer_assigned': {
      const shelf = event.data.officer === null ? 'officerRemoved' : 'officerAssigned';
      return words.reader === 'staff' ? t(`words.staffTimeline.${shelf}`) : null;
    }
    case 'nudged':
    case 'warned':
      return words.reader === 'staff' ? t(`words.staffTimeline.${event.type}`) : null;
    case 'noted':
      if (event.data.kind !== 'note') return null;
      return event.data.public || words.reader === 'staff' ? t('words.timeline.noted') : null;
    case 'merged':
      if ('absorbed' in event.data) return t('words.timeline.absorbed');
      return words.mergedInto === null ? null : t('words.timeline.merged', { code: words.mergedInto });
    case 'reporter_told':
      return words.reader === 'staff' ? t(`words.staffTimeline.told.${event.data.by}`) : null;
    case 'reporter_unreached':
      return words.reader === 'staff' ? t('words.staffTimeline.reporter_unreached') : null;
    case 'closed': {
      const shelf = words.reader === 'staff' ? 'staffTimeline' : 'timeline';
      return t(event.data.by === 'unreached' ? `words.${shelf}.closedUnreached` : 'words.timeline.closed');
    }
    case 'information_requested':
    case 'information_answered':
    case 'started':
    case 'target_missed':
    case 'resolved':
    case 'reopened':
    case 'confirmed':
    case 'withdrawn':
    case 'reporter_left':
      return t(`words.timeline.${event.type}`);
  }
}

/** A case that the command centre works does not go to another office below level 3. */
function escalationLine(level: EscalationLevel, { t, names, time, holder, takenOver }: Standing): string {
  return takenOver && level < 3
    ? t('words.timeline.escalatedTakenOver', { level: time.number(level), centre: names.centreInFull })
    : t('words.timeline.escalated', { office: names.office(level, holder) });
}

/** A promise that had already passed did not move, but the deadlines after it did. */
function shiftLine(
  { hours, promisedBy, resolveBy, undone }: Extract<TimelineEvent, { type: 'shifted' }>['data'],
  { t, names, time, holder }: Standing,
): string {
  const params = { agency: names.agency(holder), time: time.long(resolveBy), hours: time.number(hours) };
  const isPromise = resolveBy !== promisedBy;
  if (undone) return t(isPromise ? 'words.timeline.unshifted' : 'words.timeline.unshiftedOnly', params);
  return t(isPromise ? 'words.timeline.shifted' : 'words.timeline.shiftedOnly', params);
}

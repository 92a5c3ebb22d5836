import type { TimelineEvent } from '../domain/timeline';
import type { CityNames } from './city-names';
import type { TimeFormat } from './format-time';
import type { Say } from './locales';

export interface TimelineLine {
  sequence: number;
  text: string;
}

interface Words {
  say: Say;
  names: CityNames;
  time: TimeFormat;
  /** Staff read of the complaint, reporters of theirs. */
  reader: 'reporter' | 'staff';
  /** Tracking code of the complaint that this one was merged into. */
  mergedInto: string | null;
}

/** What happened, one line for each event that people hear of, in the order in which it happened. */
export function timelineLines(timeline: readonly TimelineEvent[], words: Words): TimelineLine[] {
  let holder = '';
  return timeline.flatMap((event) => {
    if (event.type === 'received' || event.type === 'assigned') holder = event.data.agency;
    if (event.type === 'reassigned') holder = event.data.to;
    const text = lineOf(event, { ...words, holder });
    return text === null ? [] : [{ sequence: event.sequence, text }];
  });
}

function lineOf(event: TimelineEvent, words: Words & { holder: string }): string | null {
  const { say, names, time, holder } = words;
  switch (event.type) {
    case 'received':
    case 'acknowledged': {
      const shelf = words.reader === 'staff' ? 'staffTimeline' : 'timeline';
      return say(`words.${shelf}.${event.type}`, { agency: names.agency(holder) });
    }
    case 'assigned':
      return say('words.timeline.assigned', { agency: names.agency(event.data.agency) });
    case 'reassigned':
      return say('words.timeline.reassigned', { agency: names.agency(event.data.to) });
    case 'escalated':
      return say('words.timeline.escalated', { office: names.office(event.data.level, holder) });
    case 'reminded':
      return say('words.timeline.reminded', { centre: names.centreInFull });
    case 'extended':
      return say('words.timeline.extended', { time: time.long(event.data.resolveBy) });
    case 'rejected':
      return say('words.timeline.rejected', { reason: say(`words.rejectReasons.${event.data.reason}`) });
    case 'officer_assigned': {
      const shelf = event.data.officer === null ? 'officerRemoved' : 'officerAssigned';
      return words.reader === 'staff' ? say(`words.staffTimeline.${shelf}`) : null;
    }
    case 'nudged':
      return words.reader === 'staff' ? say('words.staffTimeline.nudged') : null;
    case 'noted':
      if (event.data.kind !== 'note') return null;
      return event.data.public || words.reader === 'staff' ? say('words.timeline.noted') : null;
    case 'merged':
      if ('absorbed' in event.data) return say('words.timeline.absorbed');
      return words.mergedInto === null ? null : say('words.timeline.merged', { code: words.mergedInto });
    case 'information_requested':
    case 'information_answered':
    case 'started':
    case 'target_missed':
    case 'resolved':
    case 'reopened':
    case 'confirmed':
    case 'closed':
    case 'withdrawn':
      return say(`words.timeline.${event.type}`);
  }
}

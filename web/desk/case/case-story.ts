import { isInternal } from '../../../api/complaints/timeline-presenter';
import type { TimelineRecord } from '../../../database/readers/complaint-reader';
import type { NoteData } from '../../../domain/timeline';
import { storyOf, type StoryEntry } from '../../complaint/story-view';
import type { Speech } from '../../speech';
import { whyClimbed } from '../why-climbed';
import type { CaseFile } from './read-case';
import { whoActed } from './who-acted';

export interface CaseEntry extends StoryEntry {
  /** Null for what time did. */
  by: string | null;
  /** Nobody but staff reads of it. */
  isInternal: boolean;
}

type Told = Pick<CaseFile, 'shown' | 'names'> & { speech: Speech };

/** Everything that happened, the newest first, with who did it; also what the system has to say to staff alone. */
export function caseStory({ shown, names, speech }: Told): CaseEntry[] {
  const events = new Map(shown.timeline.map((event) => [event.sequence, event]));
  const told = storyOf(shown, { speech, photoToken: null });
  const entries = [...told, ...shown.timeline.flatMap((event) => systemNote(event, speech))];
  return entries
    .sort((one, other) => other.sequence - one.sequence)
    .flatMap((entry) => {
      const event = events.get(entry.sequence);
      return event ? [withMore(entry, event, { speech, names })] : [];
    });
}

function withMore(
  entry: StoryEntry,
  event: TimelineRecord,
  { speech, names }: Pick<Told, 'speech' | 'names'>,
): CaseEntry {
  return {
    ...entry,
    // Why it climbed says it, too.
    due: event.type === 'escalated' ? null : entry.due,
    details: [...entry.details, ...detailsOf(event, { speech, names })],
    by: whoActed(event.actor, { speech, names }),
    isInternal: isInternal(event),
  };
}

function detailsOf(event: TimelineRecord, { speech, names }: Pick<Told, 'speech' | 'names'>): string[] {
  switch (event.type) {
    case 'escalated':
      return [whyClimbed({ raise: event.data, at: event.at, dueAt: event.dueAt ?? null }, speech)];
    case 'officer_assigned': {
      const name = event.data.officer === null ? undefined : names.get(event.data.officer);
      return name === undefined ? [] : [speech.say('case.story.officer', { name })];
    }
    default:
      return [];
  }
}

/** What changed neither status nor level, so that the story for everybody passes over it. */
function systemNote(event: TimelineRecord, speech: Speech): StoryEntry[] {
  if (event.type !== 'noted' || event.data.kind === 'note') return [];
  return [
    {
      sequence: event.sequence,
      mark: null,
      text: noteText(event.data, speech),
      at: speech.time.medium(event.at),
      iso: new Date(event.at).toISOString(),
      due: null,
      details: [],
      quote: event.text ?? '',
      photos: [],
    },
  ];
}

function noteText(note: Exclude<NoteData, { kind: 'note' }>, { say, names, time }: Speech): string {
  switch (note.kind) {
    case 'signal_refused':
      return say('case.story.signalRefused', { act: note.act });
    case 'checkpoint_missed':
      return say('case.story.checkpointMissed', { hours: time.number(note.checkpointHours) });
    case 'decision_pending':
      return say('case.story.decisionPending', { agency: names.agency(note.proposedAgency) });
  }
}

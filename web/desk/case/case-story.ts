import { isInternal } from '../../../api/complaints/timeline-presenter';
import type { TimelineRecord } from '../../../database/readers/complaint-reader';
import type { NoteData } from '../../../domain/timeline';
import { storyOf, type StoryEntry } from '../../complaint/story-view';
import type { Locale } from '../../../locale/locale';
import { escalationReason } from '../escalation-reason';
import type { CaseFile } from './read-case';
import { whoActed } from './who-acted';

export interface CaseEntry extends StoryEntry {
  /** Null for what the passing of time did. */
  by: string | null;
  /** Shown to staff only. */
  isInternal: boolean;
}

type StoryInput = Pick<CaseFile, 'shown' | 'names'> & { locale: Locale };

/** Everything that happened, newest first, and who did it; including notes of the system for staff only. */
export function caseStory({ shown, names, locale }: StoryInput): CaseEntry[] {
  const events = new Map(shown.timeline.map((event) => [event.sequence, event]));
  const story = storyOf(shown, { locale, photoToken: null });
  const entries = [...story, ...shown.timeline.flatMap((event) => systemNote(event, locale))];
  return entries
    .sort((one, other) => other.sequence - one.sequence)
    .flatMap((entry) => {
      const event = events.get(entry.sequence);
      return event ? [withMore(entry, event, { locale, names })] : [];
    });
}

function withMore(
  entry: StoryEntry,
  event: TimelineRecord,
  { locale, names }: Pick<StoryInput, 'locale' | 'names'>,
): CaseEntry {
  return {
    ...entry,
    // The reason of the escalation already says when it was due.
    due: event.type === 'escalated' ? null : entry.due,
    details: [...entry.details, ...detailsOf(event, { locale, names })],
    by: whoActed(event.actor, { locale, names }),
    isInternal: isInternal(event),
  };
}

function detailsOf(event: TimelineRecord, { locale, names }: Pick<StoryInput, 'locale' | 'names'>): string[] {
  switch (event.type) {
    case 'escalated':
      return [escalationReason({ data: event.data, at: event.at, dueAt: event.dueAt ?? null }, locale)];
    case 'officer_assigned': {
      const name = event.data.officer === null ? undefined : names.get(event.data.officer);
      return name === undefined ? [] : [locale.t('case.story.officer', { name })];
    }
    default:
      return [];
  }
}

/** A note of the system. It changes neither status nor level, so the public story leaves it out. */
function systemNote(event: TimelineRecord, locale: Locale): StoryEntry[] {
  if (event.type !== 'noted' || event.data.kind === 'note') return [];
  return [
    {
      sequence: event.sequence,
      mark: null,
      text: noteText(event.data, locale),
      at: locale.time.medium(event.at),
      iso: new Date(event.at).toISOString(),
      due: null,
      details: [],
      quote: event.text ?? '',
      photos: [],
    },
  ];
}

function noteText(note: Exclude<NoteData, { kind: 'note' }>, { t, names, time }: Locale): string {
  switch (note.kind) {
    case 'signal_refused':
      return t('case.story.signalRefused', { act: note.act });
    case 'checkpoint_missed':
      return t('case.story.checkpointMissed', { hours: time.number(note.checkpointHours) });
    case 'decision_pending':
      return t('case.story.decisionPending', { agency: names.agency(note.proposedAgency) });
  }
}

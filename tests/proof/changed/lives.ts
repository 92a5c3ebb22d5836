import type { Status } from '../../../domain/statuses';

export type By = 'officer' | 'supervisor' | 'centre' | 'dlh' | 'water' | 'reporter';

/** What the API answers: it counts, or it is refused. */
export const [COUNTS, IS_REFUSED] = [200, 409] as const;

export interface Step {
  act: string;
  by: By;
  body?: object;
  /** What today's rules and tomorrow's say; when left out, the act counts by both. */
  statuses?: { today: number; tomorrow: number };
}

export interface Life {
  category?: string;
  /** How the case gets to where the change finds it. */
  opening: Step[];
  /** Hours that pass after that. */
  hours?: number;
  /** What is done to it in four stages, the last two by tomorrow's rules alone. */
  stages: [Step[], Step[], Step[], Step[]];
  /** Nobody reacts to the answer. */
  endsBySilence?: true;
  ends: Status;
}

export const note: Step = { act: 'notes', by: 'officer', body: { text: 'Material besok.', public: true } };
export const noteOnAnswer: Step = { ...note, statuses: { today: COUNTS, tomorrow: IS_REFUSED } };
const acknowledge: Step = { act: 'acknowledge', by: 'officer' };
const acknowledgeStarted: Step = { ...acknowledge, statuses: { today: IS_REFUSED, tomorrow: COUNTS } };
const start: Step = { act: 'start', by: 'officer' };
const resolve: Step = { act: 'resolve', by: 'officer', body: { note: 'Sudah ditambal.' } };
const confirm: Step = { act: 'confirm', by: 'reporter' };
const reopen: Step = { act: 'reopen', by: 'reporter', body: { reason: 'partly', text: 'Baru sebagian.' } };
const ask: Step = { act: 'ask', by: 'officer', body: { question: 'Di sisi mana?' } };
const answer: Step = { act: 'answer', by: 'reporter', body: { text: 'Sisi kiri.' } };
const reject: Step = { act: 'reject', by: 'officer', body: { reason: 'already_handled' } };
const withdraw: Step = { act: 'withdraw', by: 'reporter' };
const reason = { reason: 'Hujan lebat.' };
const takeOver: Step = { act: 'take_over', by: 'centre', body: reason };
const extend: Step = { act: 'extend', by: 'supervisor', body: { hours: 12, ...reason } };
const handOver: Step = { act: 'reassign', by: 'officer', body: { agency: 'dlh', ...reason } };
/** Whoever executes it replaces the name by the code of that life's case. */
const mergeInto = (name: string): Step => ({ act: 'merge', by: 'officer', body: { into: name } });
const by = (other: By, ...steps: Step[]) => steps.map((step) => ({ ...step, by: other }));

/** A case in every situation that a change of the rules may find one in, and how it goes on from there. */
export const LIVES: Record<string, Life> = {
  // Another one is merged into it, so its reporter cannot end it alone.
  asked: { opening: [ask], stages: [[note], [answer], [start], [resolve, confirm]], ends: 'closed' },
  assigned: { opening: [], stages: [[start], [acknowledgeStarted], [note], [withdraw]], ends: 'withdrawn' },
  acknowledged: {
    opening: [acknowledge],
    stages: [[note], [start], [mergeInto('asked')], []],
    ends: 'duplicate',
  },
  'in progress': {
    opening: [start, acknowledgeStarted],
    stages: [[acknowledgeStarted], [resolve], [reopen], [resolve, confirm]],
    ends: 'closed',
  },
  resolved: {
    opening: [resolve, noteOnAnswer],
    stages: [[noteOnAnswer], [reopen], [resolve, reopen], [resolve, confirm]],
    ends: 'closed',
  },
  rejected: {
    opening: [reject, noteOnAnswer],
    stages: [[noteOnAnswer], [], [noteOnAnswer], []],
    endsBySilence: true,
    ends: 'closed',
  },
  'taken over': {
    opening: [takeOver],
    stages: [by('centre', note), by('centre', start), by('centre', resolve), [confirm]],
    ends: 'closed',
  },
  extended: {
    opening: [extend],
    stages: [[handOver], by('dlh', acknowledge), by('dlh', start, acknowledgeStarted, resolve), [confirm]],
    ends: 'closed',
  },
  'at level 3, with reminders': {
    opening: [],
    hours: 97,
    stages: [[note], [resolve], [noteOnAnswer], []],
    endsBySilence: true,
    ends: 'closed',
  },
  'shifted by an outage': {
    category: 'air-bersih',
    opening: [],
    stages: [by('water', note), by('water', start), by('water', resolve), [confirm]],
    ends: 'closed',
  },
};

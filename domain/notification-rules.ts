import type { NotificationKind, OncePerOutage } from './notification-kinds';
import type { EscalationLevel } from './policy';
import type { EventType, Fact, TimelineEvent } from './timeline';

/**
 * Who is notified of an event, as roles. `agency` is the mailbox of the agency that holds the case; `worker` is
 * the same, or the command centre once it has taken the case over; `level` are the people at the level that the
 * case has or was escalated to; `former_*` are those who lose the case. `kept_apart` are reporters of complaints
 * that were merged into a confidential one.
 */
export const RECIPIENT_ROLES = [
  'reporter',
  'merged_reporters',
  'supporters',
  'kept_apart',
  'agency',
  'former_agency',
  'worker',
  'officer',
  'new_officer',
  'supervisor',
  'level',
  'former_level',
  'command_centre',
] as const;
export type RecipientRole = (typeof RECIPIENT_ROLES)[number];

/** What a rule may depend on besides the event's type. */
export interface RuleInput {
  event: TimelineEvent;
  /** Whether the command centre works it in place of its agency. */
  takenOver: boolean;
  /** The same before the event. */
  wasTakenOver: boolean;
  acknowledged: boolean;
  /** Whether the public page of the complaint shows what was written. */
  published: boolean;
  /** The case's level before the event. */
  level: EscalationLevel;
  /** Highest level that the case was escalated to in the same decision; 0 for none. */
  highest: number;
  /** The officer who had it before. */
  officer: string | null;
}

type Condition = (on: RuleInput, tell: RecipientRole) => boolean;

type DataOf<Type extends EventType> = Extract<Fact, { type: Type }>['data'];

/** A condition on the data of one type of event. */
function of<Type extends EventType>(
  type: Type,
  isSo: (data: DataOf<Type>) => boolean,
): (on: RuleInput) => boolean {
  return ({ event }) => event.type === type && isSo(event.data as DataOf<Type>);
}

/** The kind of actor at the desk (index 0) and at each level. */
const ACTS_AT_LEVEL = ['officer', 'supervisor', 'agency_head', 'command_centre'] as const;

/**
 * An office knows what its own people did. What the system did is a hand-over from a retired agency, which need
 * not be notified.
 */
function isByAnotherOffice({ event, level }: RuleInput, tell: RecipientRole): boolean {
  const isLevel = tell === 'level' || tell === 'former_level';
  return event.actor.kind !== 'system' && event.actor.kind !== ACTS_AT_LEVEL[isLevel ? level : 0];
}

const isObjection = of('escalated', ({ cause }) => cause === 'objection' || cause === 'second_objection');

/** Named as in docs/decisions/0032-who-is-told-what.md. */
export const CONDITIONS = {
  'first acceptance': ({ acknowledged }) => !acknowledged,
  'accepted before': ({ acknowledged }) => acknowledged,
  'for the public': of('noted', (data) => data.kind === 'note' && data.public),
  published: ({ published }) => published,
  'decision pending': of('noted', (data) => data.kind === 'decision_pending'),
  'highest level': ({ event, highest }) => event.type === 'escalated' && event.data.level === highest,
  // At level 3 the command centre has the case, whichever agency works on it.
  'at level 1 or 2': ({ level }) => level === 1 || level === 2,
  'has escalated': ({ level }) => level > 0,
  'not escalated as well': ({ highest }) => highest === 0,
  'not by objection': (on) => !isObjection(on),
  // The command centre decides about an objection that reaches it.
  'by objection below level 3': (on) => isObjection(on) && !of('escalated', ({ level }) => level === 3)(on),
  'other cause or level 3': (on) => !isObjection(on) || of('escalated', ({ level }) => level === 3)(on),
  'not taken over': ({ takenOver }) => !takenOver,
  'not taken over before': ({ wasTakenOver }) => !wasTakenOver,
  'by another office': isByAnotherOffice,
  'clock waits': of('information_requested', ({ heldUntil }) => heldUntil !== undefined),
  // Reporters only gain when a promise is moved back to an earlier time.
  'promise later': of('shifted', ({ promisedBy, resolveBy, undone }) => !undone && resolveBy !== promisedBy),
  'ends in another': of('merged', (data) => 'into' in data),
  'another agency': of('reassigned', ({ from, to }) => from !== to),
  'given away': ({ event, officer }) => event.type === 'officer_assigned' && event.data.officer !== officer,
  'another officer': ({ event, officer }) =>
    event.type === 'officer_assigned' && event.data.officer !== null && event.data.officer !== officer,
} as const satisfies Record<string, Condition>;

export type ConditionName = keyof typeof CONDITIONS;

export interface NotificationRule {
  on: EventType;
  tell: RecipientRole;
  kind: NotificationKind | OncePerOutage;
  /** All of these conditions must hold. */
  when?: readonly ConditionName[];
}

const READERS = ['reporter', 'merged_reporters', 'supporters'] as const;
const REPORTERS = ['reporter', 'merged_reporters'] as const;

function rows(
  on: EventType,
  tell: readonly RecipientRole[],
  kind: NotificationRule['kind'],
  ...when: ConditionName[]
): NotificationRule[] {
  return tell.map((role) => ({ on, tell: role, kind, ...(when.length === 0 ? {} : { when }) }));
}

/**
 * The one table of who is notified of what (docs/decisions/0032-who-is-told-what.md). When two rules reach the
 * same person because of one request, the first counts.
 */
export const NOTIFICATION_RULES: readonly NotificationRule[] = [
  ...rows('received', ['reporter'], 'received'),
  ...rows('assigned', ['agency'], 'assigned'),
  ...rows('acknowledged', READERS, 'acknowledged'),
  ...rows('started', READERS, 'acknowledged', 'first acceptance'),
  ...rows('started', REPORTERS, 'started', 'accepted before'),
  ...rows('noted', ['reporter'], 'noted', 'for the public'),
  ...rows('noted', ['merged_reporters'], 'noted', 'for the public', 'published'),
  ...rows('noted', ['command_centre'], 'escalated', 'decision pending'),
  ...rows('escalated', ['level'], 'reopened', 'highest level', 'by objection below level 3'),
  ...rows('escalated', ['level'], 'escalated', 'highest level', 'other cause or level 3'),
  ...rows(
    'escalated',
    ['agency', 'officer'],
    'climbed',
    'highest level',
    'not by objection',
    'not taken over',
  ),
  ...rows('target_missed', READERS, 'late'),
  ...rows('reminded', ['command_centre'], 'reminder'),
  ...rows('reassigned', ['agency'], 'reassigned_agency'),
  ...rows('reassigned', ['level'], 'reassigned_agency', 'at level 1 or 2'),
  ...rows('reassigned', READERS, 'reassigned_reporter'),
  ...rows('reassigned', ['officer'], 'unassigned'),
  ...rows(
    'reassigned',
    ['former_agency'],
    'unassigned',
    'another agency',
    'not taken over before',
    'by another office',
  ),
  ...rows(
    'reassigned',
    ['former_level'],
    'unassigned',
    'another agency',
    'not taken over before',
    'at level 1 or 2',
    'by another office',
  ),
  ...rows('extended', READERS, 'extended'),
  ...rows('extended', ['agency', 'officer'], 'deadline_moved', 'not taken over'),
  ...rows('resolved', READERS, 'resolved'),
  ...rows('rejected', READERS, 'rejected_reporter'),
  ...rows('rejected', ['supervisor'], 'rejected_supervisor'),
  ...rows('reopened', ['agency'], 'reopened'),
  ...rows('reopened', ['level'], 'reopened', 'not escalated as well'),
  ...rows('reopened', ['officer'], 'reopened'),
  ...rows('reopened', REPORTERS, 'objection'),
  ...rows('information_requested', ['reporter'], 'information_requested'),
  ...rows('information_requested', ['agency', 'officer'], 'deadline_moved', 'clock waits', 'not taken over'),
  ...rows('information_answered', ['worker', 'officer'], 'information_answered'),
  ...rows('officer_assigned', ['new_officer'], 'officer_assigned', 'another officer'),
  ...rows('officer_assigned', ['officer'], 'unassigned', 'given away'),
  ...rows('nudged', ['worker', 'officer'], 'nudged'),
  ...rows('warned', ['worker', 'officer'], 'warned'),
  ...rows('taken_over', ['agency', 'officer'], 'taken_over'),
  ...rows('taken_over', ['former_level'], 'taken_over', 'at level 1 or 2'),
  ...rows('shifted', READERS, 'shifted', 'promise later'),
  ...rows('shifted', ['agency', 'officer'], 'deadlines_shifted'),
  ...rows('closed', READERS, 'closed'),
  ...rows('closed', ['kept_apart'], 'settled_together'),
  ...rows('withdrawn', ['reporter'], 'withdrawal'),
  ...rows('withdrawn', ['worker', 'officer'], 'withdrawn'),
  ...rows('withdrawn', ['level'], 'withdrawn', 'has escalated'),
  ...rows('reporter_left', ['reporter'], 'withdrawal'),
  ...rows('reporter_left', ['merged_reporters', 'supporters'], 'goes_on'),
  ...rows('reporter_left', ['worker', 'officer'], 'reporter_left'),
  ...rows('reporter_left', ['level'], 'reporter_left', 'has escalated'),
  ...rows('merged', READERS, 'merged', 'ends in another'),
  ...rows('merged', ['officer'], 'unassigned', 'ends in another'),
  ...rows('merged', ['agency'], 'unassigned', 'ends in another', 'not taken over', 'by another office'),
  ...rows(
    'merged',
    ['level'],
    'unassigned',
    'ends in another',
    'has escalated',
    'not taken over',
    'by another office',
  ),
];

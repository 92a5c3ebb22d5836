import type { Case, ComplaintState } from './complaint';
import type { Instant } from './instant';
import { checkpointsFrom, isSatisfied } from './promise';
import { endsQuestion, withoutQuestion, withQuestion } from './questions';
import { reminderAfter } from './reminders';
import { withShift } from './shifts';
import type { Fact, TimelineEvent } from './timeline';

type Escalated = Extract<TimelineEvent, { type: 'escalated' }>;

/**
 * The state after `event`. Pure: it handles every fact and decides nothing. Once a reporter has left, what they
 * wrote is no longer public, whatever the agency does.
 */
export function apply({ state, policy }: Case, event: TimelineEvent): ComplaintState {
  const passed = passCheckpoints(state, event.at);
  const before = endsQuestion(event) ? withoutQuestion(passed, event.at) : passed;
  // A fact recorded by a newer version must not stop a case: it changes nothing here and only takes its sequence
  // number.
  const after = { ...before, ...changes({ state: before, policy }, event), sequence: event.sequence };
  return after.reporterLeftAt === null ? after : { ...after, published: false };
}

/** A checkpoint that has passed and whose fact was there in time is met for good, whatever comes later. */
function passCheckpoints(state: ComplaintState, now: Instant): ComplaintState {
  const checkpoints = state.checkpoints.map((checkpoint) =>
    checkpoint.state === 'pending' && checkpoint.dueBy < now && isSatisfied(checkpoint, state)
      ? { ...checkpoint, state: 'met' as const }
      : checkpoint,
  );
  return { ...state, checkpoints };
}

function changes({ state, policy }: Case, event: TimelineEvent): Partial<ComplaintState> {
  const acknowledgedAt = state.acknowledgedAt ?? event.at;
  switch (event.type) {
    case 'received':
      throw new RangeError('a complaint is received once');
    case 'assigned':
      return { status: 'assigned', agency: event.data.agency, assignment: state.assignment + 1 };
    case 'acknowledged':
      return { status: 'acknowledged', acknowledgedAt, published: true };
    case 'started':
      return { status: 'in_progress', acknowledgedAt, published: true };
    case 'resolved':
      return {
        status: 'resolved',
        outcome: 'resolved',
        acknowledgedAt,
        resolvedAt: event.at,
        ...answered(event.sequence),
        decisionPending: false,
        published: true,
      };
    case 'rejected':
      return {
        status: 'rejected',
        outcome: 'rejected',
        acknowledgedAt,
        rejectedAt: event.at,
        ...answered(event.sequence),
        decisionPending: false,
        published: false,
      };
    case 'reassigned':
      return { ...reassigned(state, event), heldFrom: event.at };
    case 'extended':
      return extended(state, event);
    case 'reopened':
      return reopened({ state, policy }, event.at);
    case 'escalated':
      return escalated({ state, policy }, event);
    case 'warned':
      return warned(state, event.data);
    case 'target_missed':
      return missed(state, event.data.checkpointHours);
    case 'reminded':
      return { nextReminderBy: nextReminder(state.remindersFrom, event.at, policy) };
    case 'noted':
      return noted(state, event.data);
    case 'merged':
      return 'into' in event.data
        ? { status: 'duplicate', mergedInto: event.data.into }
        : absorbed(state, event.data);
    case 'information_requested':
      return withQuestion(state, event);
    case 'officer_assigned':
      return { officer: event.data.officer };
    case 'nudged':
      return { nudgedAt: event.at };
    case 'taken_over':
      // The officer belongs to the agency, which no longer works the case.
      return { takenOver: true, decisionPending: false, officer: null };
    case 'shifted':
      return withShift(state, event);
    case 'reporter_told':
      return { toldAt: event.at };
    case 'reporter_unreached':
      return { unreachedAt: event.at };
    case 'information_answered':
    case 'confirmed':
      return {};
    case 'closed':
      return { status: 'closed', outcome: event.data.outcome, closedAt: event.at };
    case 'withdrawn':
      return { status: 'withdrawn', published: false };
    case 'reporter_left':
      return { reporterLeftAt: event.at };
  }
}

/** Nobody has been told of a new answer yet. */
function answered(answerSequence: number | null): Partial<ComplaintState> {
  return { answerSequence, toldAt: null, unreachedAt: null };
}

function reassigned(
  state: ComplaintState,
  { data, actor, requestId }: Extract<TimelineEvent, { type: 'reassigned' }>,
): Partial<ComplaintState> {
  const byCommandCentre = actor.kind === 'command_centre';
  // Nobody asked for it: the agency was retired, so this is not one of its hand-overs.
  const isInherited = actor.kind === 'system' && requestId === undefined;
  return {
    status: 'assigned',
    agency: data.to,
    category: data.category ?? state.category,
    acknowledgedAt: null,
    // The officer belongs to the agency that had it before.
    officer: null,
    assignment: state.assignment + 1,
    handOvers: byCommandCentre || isInherited ? state.handOvers : state.handOvers + 1,
    decisionPending: byCommandCentre ? false : state.decisionPending,
    takenOver: false,
    // Whoever has it now has not been warned yet.
    checkpoints: state.checkpoints.map((each) => ({ ...each, warnedOf: null })),
  };
}

function absorbed(
  state: ComplaintState,
  { absorbed: ids, left = [] }: { absorbed: string[]; left?: string[] },
): Partial<ComplaintState> {
  return { absorbed: [...state.absorbed, ...ids], absorbedLeft: [...state.absorbedLeft, ...left] };
}

function extended(
  state: ComplaintState,
  { data, at }: Extract<TimelineEvent, { type: 'extended' }>,
): Partial<ComplaintState> {
  const move = data.resolveBy - data.promisedBy;
  return {
    extended: true,
    checkpoints: state.checkpoints.map((checkpoint) =>
      checkpoint.dueBy >= at && checkpoint.state === 'pending'
        ? { ...checkpoint, dueBy: checkpoint.dueBy + move }
        : checkpoint,
    ),
  };
}

/** Starts a new cycle; the escalation that goes with it is a separate `escalated` event. */
function reopened({ state, policy }: Case, at: Instant): Partial<ComplaintState> {
  const remindersFrom = state.escalationLevel === 3 ? at : null;
  return {
    status: 'assigned',
    outcome: null,
    acknowledgedAt: null,
    resolvedAt: null,
    rejectedAt: null,
    ...answered(null),
    cycle: state.cycle + 1,
    targetHours: policy.reopenTargetHours,
    checkpoints: checkpointsFrom(at, policy),
    heldFrom: at,
    extended: false,
    held: false,
    takenOver: false,
    shifts: [],
    cycleBaseLevel: state.escalationLevel,
    missesInCycle: 0,
    remindersFrom,
    nextReminderBy: nextReminder(remindersFrom, at, policy),
    assignment: state.assignment + 1,
  };
}

function escalated({ state, policy }: Case, event: Escalated): Partial<ComplaintState> {
  const { level, cause, checkpointHours } = event.data;
  const remindersFrom = level === 3 ? (event.dueAt ?? event.at) : state.remindersFrom;
  const byObjection = cause === 'objection' || cause === 'second_objection';
  return {
    escalationLevel: level,
    cycleBaseLevel: byObjection ? level : state.cycleBaseLevel,
    decisionPending: cause === 'third_hand_over' ? true : state.decisionPending,
    remindersFrom,
    nextReminderBy: nextReminder(remindersFrom, event.at, policy),
    ...(checkpointHours === undefined ? {} : missed(state, checkpointHours)),
  };
}

function noted(
  state: ComplaintState,
  data: Extract<Fact, { type: 'noted' }>['data'],
): Partial<ComplaintState> {
  switch (data.kind) {
    case 'checkpoint_missed':
      return missed(state, data.checkpointHours);
    case 'decision_pending':
      return { decisionPending: true };
    case 'note':
    case 'signal_refused':
      return {};
  }
}

function warned(
  { checkpoints }: ComplaintState,
  { checkpointHours, dueBy }: Extract<Fact, { type: 'warned' }>['data'],
): Partial<ComplaintState> {
  return {
    checkpoints: checkpoints.map((each) =>
      each.hours === checkpointHours ? { ...each, warnedOf: dueBy } : each,
    ),
  };
}

/** Two events may record the same miss (an escalation and a missed target); it is counted once. */
function missed(state: ComplaintState, checkpointHours: number): Partial<ComplaintState> {
  const checkpoint = state.checkpoints.find(({ hours }) => hours === checkpointHours);
  if (checkpoint?.state !== 'pending') return {};
  return {
    missesInCycle: state.missesInCycle + 1,
    checkpoints: state.checkpoints.map((each) => (each === checkpoint ? { ...each, state: 'missed' } : each)),
  };
}

function nextReminder(from: Instant | null, now: Instant, policy: Case['policy']): Instant | null {
  return from === null ? null : reminderAfter(from, now, policy);
}

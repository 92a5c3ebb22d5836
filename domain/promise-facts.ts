import { apply } from './apply';
import type { Case, Checkpoint, ComplaintState } from './complaint';
import { MS_PER_HOUR, type Instant } from './instant';
import { answeredAt } from './promise';
import { receive } from './receive';
import { isFinal, type Outcome } from './statuses';
import type { TimelineEvent } from './timeline';

/**
 * Whether the promise given at receipt was kept (docs/decisions/0018-promise-facts.md). What is decided stays: a
 * later hand-over does not change the agency, and a reopening starts a new promise, which is not counted here.
 */
export interface PromiseFacts {
  /** Of the last event that these facts reflect. */
  sequence: number;
  receivedAt: Instant;
  /**
   * The agency that had it when it was decided whether it was answered in time; until then, the one that has it.
   */
  agency: string;
  category: string;
  policyVersion: string;
  targetHours: number;
  /** Until when it has to be acknowledged; null once that is decided, or the case is over. */
  acknowledgeBy: Instant | null;
  /** Until when it has to be answered; null once that is decided, or the case is over. */
  resolveBy: Instant | null;
  /** By the policy's first checkpoint. Null: not decided yet, or the case ended before it was. */
  acknowledgedInTime: boolean | null;
  /** Answered by the checkpoint at its target, wherever that had been moved by then. Null as above. */
  resolvedInTime: boolean | null;
  /** When that was decided: the answer in time, or the instant that passed without one. */
  decidedAt: Instant | null;
  /** The first answer; a rejection is an answer, too. */
  answer: Outcome | null;
  /** From receipt to the first answer, in time or not. */
  hoursToResolve: number | null;
  /** Whether the agency extended the deadline. */
  extended: boolean;
  /** Whether the reporter objected to the first answer. */
  reopened: boolean;
}

interface Step {
  before: ComplaintState;
  event: TimelineEvent;
  after: ComplaintState;
}

/**
 * The promise facts that follow from a whole timeline, under the policy that the complaint pinned.
 * @throws RangeError when it does not begin with `received`
 */
export function promiseFactsOf(input: { events: TimelineEvent[]; policy: Case['policy'] }): PromiseFacts {
  const { policy } = input;
  const [first, ...rest] = input.events;
  if (first?.type !== 'received') throw new RangeError('a timeline begins with its receipt');
  // The facts do not depend on the id.
  let state = receive({ id: '', at: first.at, data: first.data, policy });
  let facts = factsAtReceipt(state);
  for (const event of rest) {
    const after = apply({ state, policy }, event);
    facts = { ...follow(facts, { before: state, event, after }), sequence: event.sequence };
    state = after;
  }
  return facts;
}

/** The facts of a complaint just received. */
function factsAtReceipt(state: ComplaintState): PromiseFacts {
  return {
    sequence: state.sequence,
    receivedAt: state.receivedAt,
    agency: state.agency,
    category: state.category,
    policyVersion: state.policyVersion,
    targetHours: state.targetHours,
    acknowledgeBy: firstOf(state).dueBy,
    resolveBy: targetOf(state).dueBy,
    acknowledgedInTime: null,
    resolvedInTime: null,
    decidedAt: null,
    answer: null,
    hoursToResolve: null,
    extended: false,
    reopened: false,
  };
}

/** Whether an event may change the facts of a promise; most events that only inform do not. */
export function mayChangePromise(event: TimelineEvent): boolean {
  switch (event.type) {
    case 'reminded':
    case 'warned':
    case 'officer_assigned':
    case 'nudged':
    case 'reporter_told':
    case 'reporter_unreached':
    case 'confirmed':
    case 'closed':
      return false;
    case 'noted':
      return event.data.kind === 'checkpoint_missed';
    default:
      return true;
  }
}

function follow(facts: PromiseFacts, step: Step): PromiseFacts {
  const { before, event, after } = step;
  if (event.type === 'reopened') return { ...facts, reopened: true };
  if (facts.reopened || isFinal(before.status)) return facts;
  const acknowledgedInTime = acknowledgedInTimeAfter(facts, step);
  const { resolvedInTime, decidedAt } = resolutionAfter(facts, step);
  const waits = !isFinal(after.status);
  return {
    ...facts,
    ...(resolvedInTime === null ? { agency: after.agency, category: after.category } : {}),
    ...(facts.answer === null ? answerIn(after) : {}),
    acknowledgedInTime,
    resolvedInTime,
    decidedAt,
    acknowledgeBy: waits && acknowledgedInTime === null ? firstOf(after).dueBy : null,
    resolveBy: waits && resolvedInTime === null ? targetOf(after).dueBy : null,
    extended: facts.extended || event.type === 'extended',
  };
}

/** A hand-over before the checkpoint cancels the acknowledgement: the new agency owes its own. */
function acknowledgedInTimeAfter(facts: PromiseFacts, { before, event, after }: Step): boolean | null {
  const { dueBy } = firstOf(before);
  const passed = event.at > dueBy;
  if (facts.acknowledgedInTime !== null)
    return !passed && after.acknowledgedAt === null ? null : facts.acknowledgedInTime;
  if (after.acknowledgedAt !== null) return after.acknowledgedAt <= dueBy;
  return passed ? false : null;
}

type Resolution = Pick<PromiseFacts, 'resolvedInTime' | 'decidedAt'>;

function resolutionAfter(facts: PromiseFacts, { before, event, after }: Step): Resolution {
  if (facts.resolvedInTime !== null) return facts;
  const { dueBy } = targetOf(before);
  const answered = answeredAt(after);
  if (answered !== null && answered <= dueBy) return { resolvedInTime: true, decidedAt: answered };
  const isMissed = answered !== null || event.at > dueBy;
  return isMissed ? { resolvedInTime: false, decidedAt: dueBy } : { resolvedInTime: null, decidedAt: null };
}

function answerIn(state: ComplaintState): Pick<PromiseFacts, 'answer' | 'hoursToResolve'> {
  const answered = answeredAt(state);
  if (answered === null) return { answer: null, hoursToResolve: null };
  return { answer: state.outcome, hoursToResolve: (answered - state.receivedAt) / MS_PER_HOUR };
}

/** Checkpoints are in ascending order, so this is the one for the acknowledgement. */
function firstOf({ checkpoints }: ComplaintState): Checkpoint {
  const [first] = checkpoints;
  if (!first) throw new RangeError('a policy has a checkpoint');
  return first;
}

function targetOf({ checkpoints, targetHours }: ComplaintState): Checkpoint {
  const target = checkpoints.find(({ hours }) => hours === targetHours);
  if (!target) throw new RangeError(`no checkpoint at the target of ${targetHours} h`);
  return target;
}

import { apply } from './apply';
import type { Case, Checkpoint, ComplaintState } from './complaint';
import type { Instant } from './instant';
import type { EscalationLevel } from './policy';
import { closesBy, isSatisfied, isUntold, requirementOf } from './promise';
import { reminderAfter, reminderDay } from './reminders';
import { isAnswered, isOpen } from './statuses';
import type { Fact, TimelineEvent } from './timeline';
import { warningBy } from './warnings';

/**
 * The next instant after which something is due if nobody acts: a warning, a checkpoint whose fact is missing, a
 * reminder, or the end of the time to object. Null when nothing is due.
 */
export function nextDueBy(current: Case): Instant | null {
  return nextDue(current, -Infinity)?.by ?? null;
}

/**
 * What the passing of time has done to a case by `now`, in the order of the due instants. An act at the very
 * instant of a deadline is still in time, so only deadlines before `now` are settled. Acts are decided after this,
 * so an act can neither beat a deadline that had passed nor lose to one that had not.
 */
export function settle(current: Case, now: Instant): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  let state = current.state;
  for (;;) {
    const due = nextDue({ state, policy: current.policy }, now);
    if (due === null || due.by >= now) return events;
    for (const event of due.events(now)) {
      events.push(event);
      state = apply({ state, policy: current.policy }, event);
    }
  }
}

interface Due {
  by: Instant;
  /** The events that it adds to the timeline when its instant is found to have passed at `now`. */
  events(now: Instant): TimelineEvent[];
}

/** The earliest; of equal instants the more important one. */
function nextDue(current: Case, now: Instant): Due | null {
  const { state } = current;
  if (isAnswered(state.status)) return closing(current);
  if (!isOpen(state.status)) return null;
  const checkpoint = nextOutstanding(state);
  const due = [
    checkpoint ? missing(checkpoint, state) : null,
    checkpoint ? warning(current, { checkpoint, now }) : null,
    reminding(current),
  ].filter((each) => each !== null);
  return due.reduce<Due | null>((first, each) => (first && first.by <= each.by ? first : each), null);
}

const BY_SYSTEM = { kind: 'system' } as const;

function closing(current: Case): Due | null {
  const { state } = current;
  const by = closesBy(current);
  if (by === null) return null;
  const cause = isUntold(current) ? 'unreached' : 'silence';
  const data = { outcome: state.outcome ?? 'resolved', by: cause } as const;
  const closed = { type: 'closed', data, sequence: state.sequence + 1, dueAt: by, actor: BY_SYSTEM } as const;
  return { by, events: (now) => [{ ...closed, at: now }] };
}

function missing(checkpoint: Checkpoint, state: ComplaintState): Due {
  const { dueBy } = checkpoint;
  return {
    by: dueBy,
    events: (now) =>
      missesOf(checkpoint, state).map((fact, index) => ({
        ...fact,
        ...{ sequence: state.sequence + 1 + index, at: now, dueAt: dueBy, actor: BY_SYSTEM },
      })),
  };
}

/** Null when the checkpoint itself has passed, too: after an outage the warning would come too late. */
function warning(current: Case, { checkpoint, now }: { checkpoint: Checkpoint; now: Instant }): Due | null {
  const { state } = current;
  const { hours: checkpointHours, dueBy } = checkpoint;
  const by = warningBy(current, checkpoint);
  if (by === null || dueBy < now) return null;
  const data = { checkpointHours, requirement: requirementOf(checkpoint, state.targetHours), dueBy };
  const event = { type: 'warned', data, sequence: state.sequence + 1, dueAt: by, actor: BY_SYSTEM } as const;
  return { by, events: (at) => [{ ...event, at }] };
}

function nextOutstanding(state: ComplaintState): Checkpoint | undefined {
  return state.checkpoints.find(
    (checkpoint) => checkpoint.state === 'pending' && !isSatisfied(checkpoint, state),
  );
}

/**
 * The facts of one miss: an escalation if the level rises, a missed target if this is the target, otherwise a
 * note.
 */
function missesOf(checkpoint: Checkpoint, state: ComplaintState): Fact[] {
  const requirement = requirementOf(checkpoint, state.targetHours);
  const level = levelAfterMiss(checkpoint, state);
  const facts: Fact[] = [];
  if (level > state.escalationLevel) {
    const cause = requirement === 'acknowledged' ? 'not_acknowledged' : 'not_resolved';
    facts.push({ type: 'escalated', data: { level, cause, checkpointHours: checkpoint.hours } });
  }
  if (checkpoint.hours === state.targetHours) {
    const { targetHours } = state;
    facts.push({ type: 'target_missed', data: { targetHours, checkpointHours: checkpoint.hours } });
  }
  if (facts.length > 0) return facts;
  return [
    { type: 'noted', data: { kind: 'checkpoint_missed', checkpointHours: checkpoint.hours, requirement } },
  ];
}

/** Levels never fall; a cycle that began at a higher level escalates from there. */
function levelAfterMiss(checkpoint: Checkpoint, state: ComplaintState): EscalationLevel {
  const reached = state.cycleBaseLevel + state.missesInCycle + 1;
  return Math.min(3, Math.max(state.escalationLevel, checkpoint.level, reached)) as EscalationLevel;
}

/** After an outage only the latest reminder goes out; the others are skipped. */
function reminding({ state, policy }: Case): Due | null {
  const { remindersFrom: from, nextReminderBy: by, sequence } = state;
  if (from === null || by === null) return null;
  return {
    by,
    events(now) {
      let dueAt = by;
      for (let next = dueAt; next < now; next = reminderAfter(from, next, policy)) dueAt = next;
      const data = { day: reminderDay(from, dueAt) };
      return [{ type: 'reminded', data, sequence: sequence + 1, at: now, dueAt, actor: BY_SYSTEM }];
    },
  };
}

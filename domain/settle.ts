import { apply } from './apply';
import type { Case, Checkpoint, ComplaintState } from './complaint';
import type { Instant } from './instant';
import type { EscalationLevel } from './policy';
import { isSatisfied, objectionBy, requirementOf } from './promise';
import { reminderAfter, reminderDay } from './reminders';
import { isAnswered, isOpen } from './statuses';
import type { Fact, TimelineEvent } from './timeline';

/**
 * The next instant after which something is due if nobody acts: a checkpoint whose fact is missing, a reminder,
 * or the end of the time to object. Null when nothing is.
 */
export function nextDueBy(current: Case): Instant | null {
  const { state } = current;
  if (isAnswered(state.status)) return objectionBy(current);
  if (!isOpen(state.status)) return null;
  const due = [nextOutstanding(state)?.dueBy ?? null, state.nextReminderBy].filter((by) => by !== null);
  return due.length === 0 ? null : Math.min(...due);
}

/**
 * What the passing of time has done to a case by `now`, in the order of the due instants. A deadline's last instant
 * still counts for whoever acts, so only deadlines before `now` are settled: an act is decided after this and can
 * neither win against a deadline that had passed nor lose to one that had not.
 */
export function settle(current: Case, now: Instant): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  let state = current.state;
  for (;;) {
    const due = nextDueBy({ state, policy: current.policy });
    if (due === null || due >= now) return events;
    for (const event of whatWasDue({ state, policy: current.policy }, now)) {
      events.push(event);
      state = apply({ state, policy: current.policy }, event);
    }
  }
}

function whatWasDue(current: Case, now: Instant): TimelineEvent[] {
  const { state } = current;
  const by = { kind: 'system' } as const;
  if (isAnswered(state.status)) {
    const closed = { type: 'closed', data: { outcome: state.outcome ?? 'resolved', by: 'silence' } } as const;
    return [
      { ...closed, sequence: state.sequence + 1, at: now, dueAt: objectionBy(current) ?? now, actor: by },
    ];
  }
  const checkpoint = nextOutstanding(state);
  const reminderFirst =
    state.nextReminderBy !== null && state.nextReminderBy < (checkpoint?.dueBy ?? Infinity);
  if (!checkpoint || reminderFirst) return [reminder(current, now)];
  return missesOf(checkpoint, state).map((fact, index) => ({
    ...fact,
    sequence: state.sequence + 1 + index,
    at: now,
    dueAt: checkpoint.dueBy,
    actor: by,
  }));
}

function nextOutstanding(state: ComplaintState): Checkpoint | undefined {
  return state.checkpoints.find(
    (checkpoint) => checkpoint.state === 'pending' && !isSatisfied(checkpoint, state),
  );
}

/** One miss: the raise, if it is one; the missed target, if it is that; at least a note that says so. */
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

/** Levels never fall; a cycle that began higher climbs on from there. */
function levelAfterMiss(checkpoint: Checkpoint, state: ComplaintState): EscalationLevel {
  const climbed = state.cycleBaseLevel + state.missesInCycle + 1;
  return Math.min(3, Math.max(state.escalationLevel, checkpoint.level, climbed)) as EscalationLevel;
}

/** After an outage one reminder goes out, the latest; the others were swallowed. */
function reminder({ state, policy }: Case, now: Instant): TimelineEvent {
  const from = state.remindersFrom ?? now;
  let dueAt = state.nextReminderBy ?? now;
  for (let next = dueAt; next < now; next = reminderAfter(from, next, policy)) dueAt = next;
  return {
    type: 'reminded',
    data: { day: reminderDay(from, dueAt) },
    sequence: state.sequence + 1,
    at: now,
    dueAt,
    actor: { kind: 'system' },
  };
}

import type { Case, Checkpoint, ComplaintState } from './complaint';
import { hoursAfter, type Instant } from './instant';
import { isAnswered, isOpen } from './statuses';
import type { Requirement } from './timeline';

/** Before its target a complaint must have been acknowledged, at and after its target resolved. */
export function requirementOf(checkpoint: Checkpoint, targetHours: number): Requirement {
  return checkpoint.hours < targetHours ? 'acknowledged' : 'resolved';
}

/**
 * When the agency answered: resolved it, or rejected it (which counts as resolved while it may be objected to).
 */
export function answeredAt(state: ComplaintState): Instant | null {
  return state.resolvedAt ?? state.rejectedAt;
}

/** Whether the fact that the checkpoint waits for happened at or before its instant. */
export function isSatisfied(checkpoint: Checkpoint, state: ComplaintState): boolean {
  const requirement = requirementOf(checkpoint, state.targetHours);
  const fact = requirement === 'acknowledged' ? state.acknowledgedAt : answeredAt(state);
  return fact !== null && fact <= checkpoint.dueBy;
}

/** The instant by which the complaint is promised to be resolved. */
export function resolveBy(state: ComplaintState): Instant {
  const target = state.checkpoints.find((checkpoint) => checkpoint.hours === state.targetHours);
  if (!target) throw new RangeError(`no checkpoint at the target of ${state.targetHours} h`);
  return target.dueBy;
}

/** The next checkpoint before the target, while nobody has acknowledged; otherwise null. */
export function acknowledgeBy(state: ComplaintState): Instant | null {
  if (!isOpen(state.status) || state.acknowledgedAt !== null) return null;
  const next = state.checkpoints.find((checkpoint) => checkpoint.state === 'pending');
  return next && requirementOf(next, state.targetHours) === 'acknowledged' ? next.dueBy : null;
}

/**
 * After which instant silence closes an answered case. Null while nobody knows: the reporter has not been told of
 * the answer, and something may still tell them (docs/decisions/0049-closed-only-when-told.md).
 */
export function closesBy({ state, policy }: Case): Instant | null {
  const answered = answeredAt(state);
  if (!isAnswered(state.status) || answered === null) return null;
  const { objectionWindowHours, untoldWindowHours } = policy;
  if (untoldWindowHours === undefined) return hoursAfter(answered, objectionWindowHours);
  if (state.toldAt !== null) return hoursAfter(state.toldAt, objectionWindowHours);
  return state.unreachedAt === null ? null : hoursAfter(state.unreachedAt, untoldWindowHours);
}

/** Whether an objection at `at` still counts. */
export function mayObject(current: Case, at: Instant): boolean {
  return isAnswered(current.state.status) && at <= (closesBy(current) ?? Infinity);
}

/** Whether the case waits for its reporter to be told of the answer. */
export function isUntold({ state, policy }: Case): boolean {
  return isAnswered(state.status) && policy.untoldWindowHours !== undefined && state.toldAt === null;
}

/**
 * Until when someone who reads of the answer at `at` is promised that they can object. Reading is recorded then or
 * later, so the true end is never earlier. Null when there is no answer to object to.
 */
export function objectionByOnceTold(current: Case, at: Instant): Instant | null {
  if (!isAnswered(current.state.status)) return null;
  const end = closesBy(current);
  if (!isUntold(current)) return end;
  return Math.min(end ?? Infinity, hoursAfter(at, current.policy.objectionWindowHours));
}

/** The checkpoints of a cycle that began at `start`. */
export function checkpointsFrom(start: Instant, policy: Case['policy']): Checkpoint[] {
  return policy.checkpoints.map(({ hours, level }) => ({
    hours,
    level,
    dueBy: hoursAfter(start, hours),
    state: 'pending',
    warnedOf: null,
  }));
}

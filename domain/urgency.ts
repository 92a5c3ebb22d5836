import { hoursAfter, type Instant } from './instant';
import { SOON_HOURS } from './soon';
import type { Case } from './complaint';
import type { EscalationLevel } from './policy';
import { isSatisfied } from './promise';
import { isOpen } from './statuses';

/** How urgent a complaint is shown to be, the same on every page and in every mail. */
export const URGENCIES = [
  'on_time',
  'soon',
  'late_1',
  'late_2',
  'late_3',
  'resolved',
  'closed',
  'aside',
] as const;
export type Urgency = (typeof URGENCIES)[number];

/** @param now the case's clock, epoch milliseconds */
export function urgencyOf({ state }: Case, now: Instant): Urgency {
  if (state.status === 'resolved' || state.status === 'closed') return state.status;
  if (!isOpen(state.status)) return 'aside';
  const next = state.checkpoints.find((each) => each.state === 'pending' && !isSatisfied(each, state));
  return openUrgency({ escalationLevel: state.escalationLevel, nextBy: next?.dueBy ?? null, now });
}

/** For an open complaint; `nextBy` is the next checkpoint that it will miss. */
export function openUrgency({
  escalationLevel,
  nextBy,
  now,
}: {
  escalationLevel: EscalationLevel;
  nextBy: Instant | null;
  now: Instant;
}): Exclude<Urgency, 'resolved' | 'closed' | 'aside'> {
  if (escalationLevel > 0) return `late_${escalationLevel as 1 | 2 | 3}`;
  return nextBy !== null && nextBy <= hoursAfter(now, SOON_HOURS) ? 'soon' : 'on_time';
}

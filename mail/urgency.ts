import { hoursAfter, type Instant } from '../domain/instant';
import type { Case } from '../domain/complaint';
import { isSatisfied } from '../domain/promise';
import { isOpen } from '../domain/statuses';

/** How urgent a complaint looks, the same on every page and in every mail. */
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

const SOON_HOURS = 6;

/** @param now the case's clock, epoch milliseconds */
export function urgencyOf({ state }: Case, now: Instant): Urgency {
  if (state.status === 'resolved' || state.status === 'closed') return state.status;
  if (!isOpen(state.status)) return 'aside';
  if (state.escalationLevel > 0) return `late_${state.escalationLevel as 1 | 2 | 3}`;
  const next = state.checkpoints.find((each) => each.state === 'pending' && !isSatisfied(each, state));
  return next && next.dueBy <= hoursAfter(now, SOON_HOURS) ? 'soon' : 'on_time';
}

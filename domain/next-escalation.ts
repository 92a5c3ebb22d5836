import type { Case } from './complaint';
import type { Instant } from './instant';
import type { EscalationLevel } from './policy';
import { settle } from './settle';
import { isOpen } from './statuses';

export interface NextEscalation {
  level: EscalationLevel;
  by: Instant;
}

/** Where an open complaint escalates to next, and when, if nobody acts any more; null at the top. */
export function nextEscalation(current: Case, now: Instant): NextEscalation | null {
  const { state } = current;
  const last = state.checkpoints.at(-1);
  if (!last || !isOpen(state.status)) return null;
  for (const event of settle(current, last.dueBy + 1)) {
    if (event.type !== 'escalated' || event.dueAt === undefined || event.dueAt < now) continue;
    return { level: event.data.level, by: event.dueAt };
  }
  return null;
}

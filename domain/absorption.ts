import type { Case, ComplaintState } from './complaint';
import type { Instant } from './instant';
import { isOpen } from './statuses';
import type { Fact, TimelineEvent } from './timeline';

/**
 * What a merge does to the survivor: it takes the reporters of the complaint that ended in it, and of those that had
 * ended in that one before, and the higher of the two levels.
 */
export function absorb(
  { state }: Case,
  { merged, at }: { merged: Pick<ComplaintState, 'id' | 'absorbed' | 'escalationLevel'>; at: Instant },
): TimelineEvent[] {
  const level = merged.escalationLevel;
  const facts: Fact[] = [{ type: 'merged', data: { absorbed: [merged.id, ...merged.absorbed] } }];
  if (isOpen(state.status) && level > state.escalationLevel) {
    facts.push({ type: 'escalated', data: { level, cause: 'merged' } });
  }
  return facts.map((fact, index) => ({
    ...fact,
    sequence: state.sequence + 1 + index,
    at,
    actor: { kind: 'system' },
  }));
}

import type { Case } from './complaint';
import type { Instant } from './instant';
import type { EscalationLevel } from './policy';
import { isOpen } from './statuses';
import type { Fact, TimelineEvent } from './timeline';

/**
 * What a merge does to the survivor: it takes the reporters of the complaint that ended, and the higher of the two
 * levels. Nothing, if it was taken already or is no longer open.
 */
export function absorb(
  { state }: Case,
  { absorbed, level, at }: { absorbed: string[]; level: EscalationLevel; at: Instant },
): TimelineEvent[] {
  const fresh = absorbed.filter((id) => !state.absorbed.includes(id));
  if (fresh.length === 0 || !isOpen(state.status)) return [];
  const facts: Fact[] = [{ type: 'merged', data: { absorbed: fresh } }];
  if (level > state.escalationLevel) facts.push({ type: 'escalated', data: { level, cause: 'merged' } });
  return facts.map((fact, index) => ({
    ...fact,
    sequence: state.sequence + 1 + index,
    at,
    actor: { kind: 'system' },
  }));
}

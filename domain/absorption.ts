import type { Case, ComplaintState } from './complaint';
import type { Instant } from './instant';
import { isOpen } from './statuses';
import type { Fact, TimelineEvent } from './timeline';

type Merged = Pick<ComplaintState, 'id' | 'absorbed' | 'absorbedLeft' | 'reporterLeftAt' | 'escalationLevel'>;

/**
 * What a merge does to the survivor: it takes over the reporters of the complaint that was merged into it, and of
 * those merged into that one before, and gets the higher of the two levels.
 */
export function absorb({ state }: Case, { merged, at }: { merged: Merged; at: Instant }): TimelineEvent[] {
  const level = merged.escalationLevel;
  const left = [...(merged.reporterLeftAt === null ? [] : [merged.id]), ...merged.absorbedLeft];
  const absorbed = [merged.id, ...merged.absorbed];
  const facts: Fact[] = [{ type: 'merged', data: { absorbed, ...(left.length === 0 ? {} : { left }) } }];
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

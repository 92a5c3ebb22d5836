import type { Case } from './complaint';
import type { Instant } from './instant';
import { isCanonicalUuid } from './is-canonical-uuid';
import type { EscalationLevel } from './policy';
import { isFinal, isOpen } from './statuses';
import type { Fact, TimelineEvent } from './timeline';

/** What a complaint that was merged leaves to the survivor. */
export interface Legacy {
  /** Its own id, and those of the complaints that had ended in it. */
  absorbed: string[];
  level: EscalationLevel;
}

/** A legacy from a message that anyone with access to the engine may have written; null when it isn't one. */
export function parseLegacy(message: unknown): Legacy | null {
  const { absorbed, level } = (message ?? {}) as Record<string, unknown>;
  const isLevel = level === 0 || level === 1 || level === 2 || level === 3;
  if (!isLevel || !Array.isArray(absorbed) || absorbed.length === 0 || !absorbed.every(isCanonicalUuid))
    return null;
  return { absorbed, level };
}

/**
 * What a merge does to the survivor: it takes the reporters of the complaint that ended and, while somebody still has
 * to work on it, the higher of the two levels. Nothing, if it has them already or is over itself.
 */
export function absorb({ state }: Case, { absorbed, level, at }: Legacy & { at: Instant }): TimelineEvent[] {
  const fresh = absorbed.filter((id) => id !== state.id && !state.absorbed.includes(id));
  if (fresh.length === 0 || isFinal(state.status)) return [];
  const facts: Fact[] = [{ type: 'merged', data: { absorbed: fresh } }];
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

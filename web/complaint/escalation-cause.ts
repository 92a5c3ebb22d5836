import type { EscalationCause, TimelineEvent } from '../../domain/timeline';

/** Why a complaint is at its level; null if it never escalated, or another agency has it since. */
export function escalationCause(timeline: readonly TimelineEvent[]): EscalationCause | null {
  const last = timeline.findLast(({ type }) => type === 'escalated' || type === 'reassigned');
  return last?.type === 'escalated' ? last.data.cause : null;
}

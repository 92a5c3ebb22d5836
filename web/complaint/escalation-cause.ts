import type { EscalationCause, TimelineEvent } from '../../domain/timeline';

/** Why a complaint is where it is; null when it was never raised, or another agency has it since. */
export function escalationCause(timeline: readonly TimelineEvent[]): EscalationCause | null {
  const last = timeline.findLast(({ type }) => type === 'escalated' || type === 'reassigned');
  return last?.type === 'escalated' ? last.data.cause : null;
}

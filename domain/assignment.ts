import { apply } from './apply';
import type { Case } from './complaint';
import type { Instant } from './instant';
import { settle } from './settle';
import type { TimelineEvent } from './timeline';

/** Sends a complaint just received to the agency of its category, then records what was due by then. */
export function assign(current: Case, now: Instant): TimelineEvent[] {
  const { state, policy } = current;
  const assigned: TimelineEvent = {
    type: 'assigned',
    data: { agency: state.agency },
    sequence: state.sequence + 1,
    at: now,
    actor: { kind: 'system' },
  };
  return [assigned, ...settle({ state: apply(current, assigned), policy }, now)];
}

import { apply } from './apply';
import type { Case, ComplaintState } from './complaint';
import { receive } from './receive';
import type { TimelineEvent } from './timeline';

/**
 * The state of a complaint from its timeline alone: how a case is rebuilt after its execution was lost.
 * @throws RangeError when the timeline does not begin with `received`.
 */
export function replayTimeline(input: {
  id: string;
  events: TimelineEvent[];
  policy: Case['policy'];
}): ComplaintState {
  const [first, ...rest] = input.events;
  if (first?.type !== 'received')
    throw new RangeError(`the timeline of ${input.id} does not begin with its receipt`);
  const received = receive({ id: input.id, at: first.at, data: first.data, policy: input.policy });
  return rest.reduce((state, event) => apply({ state, policy: input.policy }, event), received);
}

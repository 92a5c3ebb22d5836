import { apply } from './apply';
import type { Case } from './complaint';
import { decide } from './decide';
import { hoursAfter, type Instant } from './instant';
import { isSatisfied, requirementOf } from './promise';
import type { Requirement } from './timeline';

export interface MovedDeadline {
  /** Name of its checkpoint: hours after the start of the cycle. */
  hours: number;
  requirement: Requirement;
  dueBy: Instant;
  movedTo: Instant;
  /** Whether it would be missed during the outage if nothing were moved and nobody acted. */
  isSaved: boolean;
}

export interface ShiftPreview {
  promisedBy: Instant;
  /** Where the promise moves to; the same as before if it had already passed. */
  resolveBy: Instant;
  /** Only those whose fact is still missing. */
  deadlines: MovedDeadline[];
}

interface Outage {
  agency: string;
  hours: number;
  at: Instant;
}

/** No outage has this id. */
const NO_OUTAGE = '00000000-0000-0000-0000-000000000000';

/**
 * What an outage declared at `at` would do to a case, computed by the decision that would do it; null for nothing.
 */
export function previewShift(current: Case, { agency, hours, at }: Outage): ShiftPreview | null {
  const act = { act: 'shift' as const, shift: NO_OUTAGE, agency, hours };
  const decision = decide(current, { act, actor: { kind: 'system' }, at });
  if (!('events' in decision)) return null;
  const event = decision.events.at(-1);
  if (event?.type !== 'shifted') return null;
  const before = decision.events
    .slice(0, -1)
    .reduce((before, each) => ({ ...before, state: apply(before, each) }), current);
  const after = apply(before, event);
  const { state } = before;
  const deadlines = state.checkpoints.flatMap((checkpoint, index) => {
    const movedTo = after.checkpoints[index]?.dueBy ?? checkpoint.dueBy;
    if (movedTo === checkpoint.dueBy || isSatisfied(checkpoint, state)) return [];
    const { hours: name, dueBy } = checkpoint;
    const requirement = requirementOf(checkpoint, state.targetHours);
    return [{ hours: name, requirement, dueBy, movedTo, isSaved: dueBy <= hoursAfter(at, hours) }];
  });
  const { promisedBy, resolveBy: promised } = event.data;
  return { promisedBy, resolveBy: promised, deadlines };
}

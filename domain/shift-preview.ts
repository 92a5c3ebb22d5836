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
  /** It would pass within the hours of the outage without what it waits for, if nothing were moved. */
  isSaved: boolean;
}

export interface ShiftPreview {
  promisedBy: Instant;
  /** Where the promise moves; the same where it had passed. */
  resolveBy: Instant;
  /** Those that still wait for something. */
  deadlines: MovedDeadline[];
}

interface Outage {
  agency: string;
  hours: number;
  at: Instant;
}

/** No outage has this id. */
const NO_OUTAGE = '00000000-0000-0000-0000-000000000000';

/** What an outage declared at `at` would do to a case, by the very decision that does it; null when nothing. */
export function previewShift(current: Case, { agency, hours, at }: Outage): ShiftPreview | null {
  const act = { act: 'shift' as const, shift: NO_OUTAGE, agency, hours };
  const decision = decide(current, { act, actor: { kind: 'system' }, at });
  if (!('events' in decision)) return null;
  const event = decision.events.at(-1);
  if (event?.type !== 'shifted') return null;
  const before = decision.events
    .slice(0, -1)
    .reduce((told, each) => ({ ...told, state: apply(told, each) }), current);
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

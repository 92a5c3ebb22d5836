import type { Case, Checkpoint, ComplaintState } from './complaint';
import { MS_PER_HOUR, type Instant } from './instant';

/**
 * When whoever works a case is warned of a checkpoint: when so much is left of the time that they have for it, from the
 * checkpoint before, the begin of the cycle or the hand-over to them, whichever is last. Once: another warning comes only
 * where the deadline was moved so far that it lies beyond the one that they were warned of. Null when there is none.
 */
export function warningBy({ state, policy: { warnings } }: Case, checkpoint: Checkpoint): Instant | null {
  if (!warnings) return null;
  const spanMs = checkpoint.dueBy - startOf(state, checkpoint);
  const leftMs = Math.min((spanMs * warnings.percentLeft) / 100, warnings.atMostHours * MS_PER_HOUR);
  const by = checkpoint.dueBy - Math.round(leftMs);
  const isToldOf = checkpoint.warnedOf !== null && by < checkpoint.warnedOf;
  return leftMs > 0 && !isToldOf ? by : null;
}

function startOf({ checkpoints, heldFrom }: ComplaintState, { hours }: Checkpoint): Instant {
  const before = checkpoints.filter((each) => each.hours < hours).map(({ dueBy }) => dueBy);
  return Math.max(heldFrom, ...before);
}

import type { Case, Checkpoint, ComplaintState } from './complaint';
import { MS_PER_HOUR, type Instant } from './instant';

/**
 * When whoever works a case is warned of a checkpoint: when the policy's percentage of their time for it is left, but
 * at most `atMostHours` before it. Their time starts at the checkpoint before, the start of the cycle or the hand-over
 * to them, whichever is last. They are warned once; another warning follows only if the deadline was moved so far that
 * its warning would come after the deadline that they were warned of. Null when there is no warning.
 */
export function warningBy({ state, policy: { warnings } }: Case, checkpoint: Checkpoint): Instant | null {
  if (!warnings) return null;
  const spanMs = checkpoint.dueBy - startOf(state, checkpoint);
  const leftMs = Math.min((spanMs * warnings.percentLeft) / 100, warnings.atMostHours * MS_PER_HOUR);
  const by = checkpoint.dueBy - Math.round(leftMs);
  const wasWarned = checkpoint.warnedOf !== null && by < checkpoint.warnedOf;
  return leftMs > 0 && !wasWarned ? by : null;
}

function startOf({ checkpoints, heldFrom }: ComplaintState, { hours }: Checkpoint): Instant {
  const before = checkpoints.filter((each) => each.hours < hours).map(({ dueBy }) => dueBy);
  return Math.max(heldFrom, ...before);
}

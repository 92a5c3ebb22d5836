import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities';

type AdvanceCase = Activities['advanceCase'];

/** In the same workflow task, which costs no round trip, for as long as a healthy database needs at most. */
const atOnce = proxyLocalActivities<Activities>({
  startToCloseTimeout: '2s',
  // Below 80 % of a workflow task's ten seconds: the worker would ask for a longer one.
  scheduleToCloseTimeout: '4s',
  // That time-out passes unnoticed between two attempts, so their number is what ends them in any case.
  retry: { initialInterval: '200ms', backoffCoefficient: 3, maximumInterval: '1s', maximumAttempts: 4 },
});

/** Without holding up messages, for as long as the database is away; short intervals, so its return is noticed soon. */
const patiently = proxyActivities<Activities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '10s' },
});

/** Carries the case forward in PostgreSQL: at once if it can be had, else as soon as it is back. */
export const advanceCase: AdvanceCase = async (input) => {
  try {
    return await atOnce.advanceCase(input);
  } catch (error) {
    if (isCancellation(error) || isFinal(error)) throw error;
    return patiently.advanceCase(input);
  }
};

/** A local activity fails with its own failure, a regular one with that as the cause. */
function isFinal(error: unknown): boolean {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  return failure instanceof ApplicationFailure && failure.nonRetryable === true;
}

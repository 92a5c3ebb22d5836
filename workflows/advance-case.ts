import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities';

type AdvanceCase = Activities['advanceCase'];

/**
 * Runs in the same workflow task, which saves a round trip, for the time that a healthy database needs at most.
 */
const atOnce = proxyLocalActivities<Activities>({
  startToCloseTimeout: '2s',
  // Below 80 % of the ten seconds of a workflow task: above that, the worker would ask for a new one.
  scheduleToCloseTimeout: '4s',
  // This time-out is not enforced between two attempts, so their number is limited as well.
  retry: { initialInterval: '200ms', backoffCoefficient: 3, maximumInterval: '1s', maximumAttempts: 4 },
});

/**
 * Does not hold up messages and retries as long as the database is away; short intervals, so its return is noticed
 * soon.
 */
const patiently = proxyActivities<Activities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '10s' },
});

/** Advances the case in PostgreSQL: at once if it is available, otherwise as soon as it is back. */
export const advanceCase: AdvanceCase = async (input) => {
  try {
    return await atOnce.advanceCase(input);
  } catch (error) {
    if (isCancellation(error) || isFinal(error)) throw error;
    return patiently.advanceCase(input);
  }
};

/** A local activity throws its own failure; a regular one wraps it as the cause. */
function isFinal(error: unknown): boolean {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  return failure instanceof ApplicationFailure && failure.nonRetryable === true;
}

import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities';
import { CASE_MOVED, CASE_NOT_FOUND } from '../domain/case-failures';

const FINAL_FAILURES: string[] = [CASE_MOVED, CASE_NOT_FOUND];

/** In the same workflow task, which costs no round trip, for as long as a healthy database needs at most. */
const atOnce = proxyLocalActivities<Activities>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '4s',
  retry: { initialInterval: '200ms', maximumInterval: '1s', nonRetryableErrorTypes: FINAL_FAILURES },
});

/** Without holding up messages, for as long as the database is away; short intervals, so its return is noticed soon. */
const patiently = proxyActivities<Activities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '10s', nonRetryableErrorTypes: FINAL_FAILURES },
});

/** Calls an activity that needs Postgres: at once if it can be had, else as soon as it is back. */
export async function postgres<T>(
  call: (activities: Pick<Activities, 'load' | 'record' | 'checkReferences'>) => Promise<T>,
): Promise<T> {
  try {
    return await call(atOnce);
  } catch (error) {
    if (isCancellation(error) || FINAL_FAILURES.includes(failureType(error) ?? '')) throw error;
    return call(patiently);
  }
}

/** Tells the survivor of a merge; retried until the engine takes it. */
export const { tellSurvivor } = proxyActivities<Activities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

export function isCaseMoved(error: unknown): boolean {
  return failureType(error) === CASE_MOVED;
}

/** A local activity fails with its own failure, a regular one with that as the cause. */
function failureType(error: unknown): string | undefined {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  return failure instanceof ApplicationFailure ? (failure.type ?? undefined) : undefined;
}

import {
  ActivityFailure,
  ApplicationFailure,
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
    if (!(error instanceof ActivityFailure) || isFinalFailure(error)) throw error;
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

function isFinalFailure(error: unknown): boolean {
  return FINAL_FAILURES.includes(failureType(error) ?? '');
}

function failureType(error: unknown): string | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? (cause.type ?? undefined) : undefined;
}

import { log } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';

/** Failure types that a retry cannot fix. */
const NON_RETRYABLE: string[] = ['CaseNotFound'];

/**
 * Temporal keeps messages and stack traces of failures in plain text, and a database error may quote values: only
 * the error's name is passed on, to Temporal and to the log.
 */
export async function withoutDetails<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const type = error instanceof Error ? error.name.replace(/Error$/, '') : 'Unknown';
    log.warn('an activity failed', { failure: type });
    const failure = ApplicationFailure.create({
      message: type,
      type,
      nonRetryable: NON_RETRYABLE.includes(type),
    });
    failure.stack = type;
    throw failure;
  }
}

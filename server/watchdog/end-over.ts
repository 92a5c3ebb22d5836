import { WorkflowNotFoundError } from '@temporalio/client';
import type { Logger } from 'pino';
import type { WatchReader } from '../../database/readers/watch-reader';
import type { Instant } from '../../domain/instant';
import type { CaseClient } from '../../engine/case-client';
import { failureCode } from '../../engine/failure-code';
import { workOnCases } from '../../engine/work-on-cases';

interface EndDeps {
  cases: Pick<CaseClient, 'wakeRunning'>;
  watch: Pick<WatchReader, 'over'>;
  logger: Logger;
  /** How long an execution is given to end by itself, in milliseconds. */
  overMs: number;
}

/**
 * Wakes executions that do not know that their case is over or deleted: they would run for ever. Once woken, one
 * whose case is over completes, and one whose case is deleted fails.
 */
export function createEndOver({ cases, watch, logger, overMs }: EndDeps) {
  /** When each was first seen, or woken last. */
  let since = new Map<string, Instant>();

  async function wake(id: string): Promise<void> {
    since.set(id, Date.now());
    try {
      await cases.wakeRunning(id);
    } catch (error) {
      // It has ended since the list was made.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }

  return async (running: readonly string[], endBy: Instant): Promise<void> => {
    const over = await watch.over(running);
    const now = Date.now();
    since = new Map(over.map((id) => [id, since.get(id) ?? now]));
    const lingering = over.filter((id) => now - (since.get(id) ?? now) >= overMs);
    const { done } = await workOnCases({
      items: lingering,
      work: wake,
      onFailure: (id, error) =>
        logger.warn(
          { complaint: id, failure: failureCode(error) },
          'a case that is over or gone was not woken',
        ),
      isTimeUp: () => Date.now() >= endBy,
    });
    if (done.length > 0) logger.warn({ complaints: done }, 'their cases are over or gone; woken to end');
  };
}

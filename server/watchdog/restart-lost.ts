import type { Logger } from 'pino';
import type { WatchReader } from '../../database/readers/watch-reader';
import type { Instant } from '../../domain/instant';
import type { CaseClient } from '../../engine/case-client';
import { failureCode } from '../../engine/failure-code';
import { workOnCases } from '../../engine/work-on-cases';

interface RestartDeps {
  cases: Pick<CaseClient, 'describe' | 'restart'>;
  watch: Pick<WatchReader, 'lost' | 'unfinished'>;
  logger: Logger;
}

/** What is known of executions, by the ids of their cases. */
export interface Restarted {
  /** They run. */
  running: string[];
  /** They were lost, and run again. */
  restarted: string[];
  /** Nothing could be learnt or done. */
  failed: string[];
  /** Whether others may be lost. */
  isMore: boolean;
}

const AT_MOST = 200;

/** Gives cases that the engine has lost another execution, by their next deadline; some of them each time. */
export function createRestartLost({ cases, watch, logger }: RestartDeps) {
  async function restartIfLost(id: string): Promise<boolean> {
    // The list lags behind by a moment.
    if ((await cases.describe(id)).kind === 'running') return false;
    // Read again: the case may have ended since, and its execution with it.
    const [complaint] = await watch.unfinished([id]);
    return complaint !== undefined && cases.restart(complaint);
  }

  return async (known: Omit<Restarted, 'isMore'>, endBy: Instant): Promise<Restarted> => {
    const running = [...known.running];
    const restarted = [...known.restarted];
    const lost = await watch.lost({ known: [...running, ...restarted, ...known.failed], limit: AT_MOST });
    const { done, failed, isFaulty } = await workOnCases({
      items: lost,
      work: async (id) => {
        const isRestarted = await restartIfLost(id);
        (isRestarted ? restarted : running).push(id);
        if (isRestarted)
          logger.warn({ complaint: id }, 'a case without a running execution was started again');
      },
      onFailure: (id, error) =>
        logger.warn({ complaint: id, failure: failureCode(error) }, 'a case could not be started again'),
      isTimeUp: () => Date.now() >= endBy,
    });
    return {
      running,
      restarted,
      failed: [...known.failed, ...failed],
      isMore: !isFaulty && (lost.length === AT_MOST || done.length + failed.length < lost.length),
    };
  };
}

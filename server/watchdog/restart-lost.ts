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
  /** How many it restarts in a round. */
  atMost: number;
}

/** What is known of executions, by complaint id. */
export interface Restarted {
  /** Running. */
  running: string[];
  /** Lost, and started again. */
  restarted: string[];
  /** Could not be checked or started. */
  failed: string[];
  /** Whether there may be more lost ones. */
  isMore: boolean;
}

/** Starts new executions for cases that the engine has lost, by next deadline; a limited number each time. */
export function createRestartLost({ cases, watch, logger, atMost }: RestartDeps) {
  async function restartIfLost(id: string): Promise<boolean> {
    // The list may be slightly out of date.
    if ((await cases.describe(id)).kind === 'running') return false;
    // Read again: the case may have ended since, and its execution with it.
    const [complaint] = await watch.unfinished([id]);
    return complaint !== undefined && cases.restart(complaint);
  }

  return async (known: Omit<Restarted, 'isMore'>, endBy: Instant): Promise<Restarted> => {
    const running = [...known.running];
    const restarted = [...known.restarted];
    const lost = await watch.lost({ known: [...running, ...restarted, ...known.failed], limit: atMost });
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
      isMore: !isFaulty && (lost.length === atMost || done.length + failed.length < lost.length),
    };
  };
}

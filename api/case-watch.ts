import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { WatchReader } from '../database/readers/watch-reader';
import { complaintWorkflowId } from '../workflows/messages';
import type { StartableComplaint } from './case-starter';

/** A deadline passed by more than this without its event is a fault of the engine, in milliseconds. */
const LATE_AFTER_MS = 2 * 60_000;
const DESCRIBED_AT_ONCE = 8;
const PAGE = 200;

export interface WatchReport {
  /** Unfinished complaints that were looked at. */
  watched: number;
  /** Of those, how many had no running execution; each was started again. */
  orphans: number;
  /** Deadlines that passed without their event. */
  latecomers: number;
}

interface CaseWatchDeps {
  client: Client;
  watch: WatchReader;
  startCase: (complaint: StartableComplaint, options: { rebuild: boolean }) => Promise<void>;
  logger: Logger;
}

/**
 * Looks at every unfinished complaint once: is it in the engine's hands, and is what was due on its timeline? A case
 * that the engine lost is started again from its row. Throws when the engine or the database can't be asked.
 */
export function createCaseWatch({ client, watch, startCase, logger }: CaseWatchDeps) {
  async function isRunning(complaintId: string): Promise<boolean> {
    try {
      const description = await client.workflow.getHandle(complaintWorkflowId(complaintId)).describe();
      return description.status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  async function restoreOrphans(page: StartableComplaint[]): Promise<number> {
    let orphans = 0;
    for (let first = 0; first < page.length; first += DESCRIBED_AT_ONCE) {
      const some = page.slice(first, first + DESCRIBED_AT_ONCE);
      const running = await Promise.all(some.map(({ id }) => isRunning(id)));
      for (const complaint of some.filter((_, index) => !running[index])) {
        await startCase(complaint, { rebuild: true });
        logger.warn({ complaint: complaint.id }, 'a case without a running execution was started again');
        orphans += 1;
      }
    }
    return orphans;
  }

  return async function watchCases(): Promise<WatchReport> {
    const report: WatchReport = { watched: 0, orphans: 0, latecomers: 0 };
    let afterId: string | null = null;
    do {
      const page: StartableComplaint[] = await watch.unfinished({ afterId, limit: PAGE });
      report.watched += page.length;
      report.orphans += await restoreOrphans(page);
      afterId = page.length === PAGE ? (page.at(-1)?.id ?? null) : null;
    } while (afterId !== null);
    const latecomers = await watch.latecomers({ graceMs: LATE_AFTER_MS });
    report.latecomers = latecomers.length;
    if (latecomers.length > 0)
      logger.error({ latecomers: latecomers.length }, 'deadlines passed without their event');
    return report;
  };
}

import type { Logger } from 'pino';
import type { CaseHealth } from '../../api/service/health';
import type { WatchReader } from '../../database/readers/watch-reader';
import type { CaseClient } from '../../engine/case-client';

/** A deadline passed by more than this without its event is a fault, in milliseconds. */
const LATE_AFTER_MS = 30_000;
const PAGE = 200;

interface CaseWatchDeps {
  cases: Pick<CaseClient, 'describe' | 'listRunning' | 'restart'>;
  watch: WatchReader;
  logger: Logger;
}

/** Looks at every unfinished complaint once; a case that the engine lost is started again from its row. */
export function createCaseWatch({ cases, watch, logger }: CaseWatchDeps) {
  return async function watchCases(): Promise<Omit<CaseHealth, 'checkedAt'>> {
    const running = new Set<string>();
    for await (const { complaintId } of cases.listRunning()) running.add(complaintId);
    let [unfinished, orphans] = [0, 0];
    let afterId: string | null = null;
    do {
      const page = await watch.unfinished({ afterId, limit: PAGE });
      unfinished += page.length;
      for (const complaint of page.filter(({ id }) => !running.has(id))) {
        if ((await cases.describe(complaint.id)).kind === 'running') continue;
        await cases.restart(complaint);
        logger.warn({ complaint: complaint.id }, 'a case without a running execution was started again');
        orphans += 1;
      }
      afterId = page.length === PAGE ? (page.at(-1)?.id ?? null) : null;
    } while (afterId !== null);
    const latecomers = (await watch.latecomers({ graceMs: LATE_AFTER_MS })).length;
    return {
      unfinished,
      watched: unfinished - orphans,
      unstarted: 0,
      orphans,
      wedged: 0,
      givenUp: 0,
      latecomers,
    };
  };
}

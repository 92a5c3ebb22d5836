import type { Logger } from 'pino';
import type { WatchReader } from '../../database/readers/watch-reader';
import type { WedgedCase, WedgedCases } from '../../database/stores/wedged-cases';
import type { Instant } from '../../domain/instant';
import type { CaseClient } from '../../engine/case-client';
import { failureCode } from '../../engine/failure-code';
import type { ListedCase } from '../../engine/list-cases';
import { workOnCases } from '../../engine/work-on-cases';

export interface WedgeSettings {
  /**
   * How long to wait after each rebuild, in milliseconds; if the case is still wedged after the last, an operator
   * is called.
   */
  pausesMs: readonly number[];
  /** A case that was not wedged for this long counts as well. The engine takes a minute to report a wedged one. */
  healthyMs: number;
}

const MINUTE = 60_000;
export const WEDGE_SETTINGS: WedgeSettings = {
  pausesMs: [5 * MINUTE, 20 * MINUTE, 5 * MINUTE],
  healthyMs: 5 * MINUTE,
};

interface WedgeDeps {
  cases: Pick<CaseClient, 'failureOf' | 'rebuild' | 'end'>;
  watch: Pick<WatchReader, 'byDeadline' | 'unfinished'>;
  wedged: WedgedCases;
  logger: Logger;
  settings: WedgeSettings;
}

const AT_MOST = 200;

/**
 * Logs each execution whose workflow tasks fail, and rebuilds its case: a few times, with pauses between. Then it
 * calls an operator.
 * @returns a function that does one round and returns how many of the listed cases are given up
 */
export function createMendWedged({ cases, watch, wedged, logger, settings }: WedgeDeps) {
  const { pausesMs, healthyMs } = settings;

  async function tell(run: ListedCase): Promise<WedgedCase> {
    const { complaintId, runId } = run;
    const { workflowId, attempt, type, message } = await cases.failureOf(run);
    const found = { workflow: workflowId, run: runId, attempt, failure: type, says: message };
    logger.error(found, 'a case is wedged: its workflow tasks fail');
    return wedged.seen({ complaintId, runId, failureType: type });
  }

  async function giveUp({ complaintId, runId, rebuilds }: WedgedCase): Promise<void> {
    const [complaint] = await watch.unfinished([complaintId]);
    if (!complaint) return;
    await wedged.giveUp(complaintId);
    logger.error(
      { complaint: complaintId, run: runId, rebuilds },
      `a case stays wedged; once the cause is mended: sikesal cases rebuild ${complaint.trackingCode}`,
    );
  }

  async function rebuild({ complaintId, rebuilds }: WedgedCase): Promise<void> {
    const [complaint] = await watch.unfinished([complaintId]);
    // A case that is over needs no new execution.
    if (!complaint) return cases.end(complaintId);
    await cases.rebuild(complaint);
    await wedged.rebuilt({ complaintId, pauseMs: pausesMs[rebuilds] ?? 0 });
    logger.warn({ complaint: complaintId, rebuilds: rebuilds + 1 }, 'a wedged case was rebuilt');
  }

  /** The next step for a case; null during a pause, or once an operator was called. */
  function nextStep({ rebuilds, isPauseOver, isGivenUp }: WedgedCase) {
    if (!isPauseOver || isGivenUp) return null;
    return rebuilds < pausesMs.length ? rebuild : giveUp;
  }

  async function mend(run: ListedCase, row: WedgedCase | undefined): Promise<void> {
    const current = row?.runId === run.runId ? row : await tell(run);
    await nextStep(current)?.(current);
  }

  return async (listed: readonly ListedCase[], endBy: Instant): Promise<number> => {
    const runs = new Map(listed.map((run) => [run.complaintId, run]));
    const rows = await wedged.refresh({ wedged: [...runs.keys()], healthyMs });
    const known = new Map(rows.map((row) => [row.complaintId, row]));
    const toDo = listed.filter(({ complaintId, runId }) => {
      const row = known.get(complaintId);
      return row?.runId !== runId || nextStep(row) !== null;
    });
    const ids = await watch.byDeadline({ ids: toDo.map(({ complaintId }) => complaintId), limit: AT_MOST });
    await workOnCases({
      items: ids.flatMap((id) => runs.get(id) ?? []),
      work: (run) => mend(run, known.get(run.complaintId)),
      onFailure: ({ complaintId }, error) =>
        logger.warn({ complaint: complaintId, failure: failureCode(error) }, 'a wedged case was not mended'),
      isTimeUp: () => Date.now() >= endBy,
    });
    return wedged.countGivenUp([...runs.keys()]);
  };
}

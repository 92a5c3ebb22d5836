import type { Logger } from 'pino';
import type { CaseHealth } from '../../api/service/health';
import { ADVISORY_LOCKS } from '../../database/advisory-locks';
import type { WatchReader } from '../../database/readers/watch-reader';
import type { ExclusiveJobs } from '../../database/stores/exclusive-jobs';
import type { WatchdogFindings } from '../../database/stores/watchdog-findings';
import type { WedgedCases } from '../../database/stores/wedged-cases';
import type { Instant } from '../../domain/instant';
import type { CaseClient } from '../../engine/case-client';
import type { ListedCase } from '../../engine/list-cases';
import { createEndOver } from './end-over';
import { listAllRunning } from './list-all-running';
import { createMendWedged, WEDGE_SETTINGS, type WedgeSettings } from './mend-wedged';
import { createRestartLost, type Restarted } from './restart-lost';

export type CaseFindings = Omit<CaseHealth, 'checkedAt'>;

export interface CaseWatchSettings {
  /** A complaint younger than this, in milliseconds, may still be on its way to the engine: it is not lost. */
  settledMs: number;
  /** A deadline that passed this long ago without its event makes the case late, in milliseconds. */
  lateMs: number;
  /** An execution that still runs this long after its case was over has missed the end, in milliseconds. */
  overMs: number;
  /** How many lost cases are restarted in a round. */
  atMost: number;
  wedge: WedgeSettings;
}

export const CASE_WATCH_SETTINGS: CaseWatchSettings = {
  ...{ settledMs: 5_000, lateMs: 30_000, overMs: 60_000, atMost: 200 },
  wedge: WEDGE_SETTINGS,
};

export interface CaseWatchDeps {
  cases: CaseClient;
  watch: WatchReader;
  wedged: WedgedCases;
  findings: WatchdogFindings<CaseFindings>;
  turns: ExclusiveJobs;
  logger: Logger;
  settings?: Partial<CaseWatchSettings>;
}

/** One look at all cases; it takes several rounds when many were lost. */
interface Look extends Omit<Restarted, 'isMore'> {
  wedged: string[];
  givenUp: number;
  isOver: boolean;
}

/**
 * Compares all running executions with all complaints that are not over, and repairs what does not match. One
 * process at a time does so; every process shows the findings of the last look. Yields after every round.
 */
export function createCaseWatch({ settings, findings, turns, ...deps }: CaseWatchDeps) {
  const { settledMs, lateMs, overMs, atMost, wedge } = { ...CASE_WATCH_SETTINGS, ...settings };
  const { cases, watch } = deps;
  const restartLost = createRestartLost({ ...deps, atMost });
  const mendWedged = createMendWedged({ ...deps, settings: wedge });
  const endOver = createEndOver({ ...deps, overMs });

  async function begin(endBy: Instant): Promise<Look> {
    const listed = await listAllRunning(cases, endBy);
    const running = listed.map(idOf);
    const wedged = listed.filter(({ isWedged }) => isWedged);
    const givenUp = await mendWedged(wedged, endBy);
    await endOver(running, endBy);
    return { running, wedged: wedged.map(idOf), givenUp, restarted: [], failed: [], isOver: false };
  }

  async function round(before: Look | null, endBy: Instant): Promise<Look> {
    const look = before ?? (await begin(endBy));
    const { isMore, ...mended } = await restartLost(look, endBy);
    const { running } = mended;
    const counts = await watch.counts({ running, wedged: look.wedged, settledMs, lateMs });
    await findings.save({ ...counts, orphans: mended.restarted.length, givenUp: look.givenUp });
    return { ...look, ...mended, isOver: !isMore };
  }

  return async function* watchCases(): AsyncGenerator<CaseHealth> {
    let look: Look | null = null;
    do {
      const before: Look | null = look;
      look = await turns.take(ADVISORY_LOCKS.allCases, (endBy) => round(before, endBy));
      const last = await findings.last();
      if (last) yield last;
    } while (look && !look.isOver);
  };
}

function idOf({ complaintId }: ListedCase): string {
  return complaintId;
}

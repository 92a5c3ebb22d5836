import type { Logger } from 'pino';
import { ADVISORY_LOCKS } from '../../database/advisory-locks';
import type { LateCases } from '../../database/stores/late-cases';
import type { ExclusiveJobs } from '../../database/stores/exclusive-jobs';
import type { CaseClient } from '../../engine/case-client';
import { failureCode } from '../../engine/failure-code';
import { workOnCases } from '../../engine/work-on-cases';

export interface LateWatchSettings {
  /**
   * How long after a deadline a missing event counts as late, in milliseconds; a healthy engine needs a second or
   * two.
   */
  graceMs: number;
  /** How long a case that was woken in vain is left alone, see `LateCases`. */
  pauseMs: number;
  /** How many it wakes in a round. */
  atMost: number;
}

// With a round every 15 s (watchdog.ts), an event that can be recorded is at most 30 s late.
export const LATE_WATCH_SETTINGS: LateWatchSettings = { graceMs: 10_000, pauseMs: 60_000, atMost: 200 };

interface LateWatchDeps {
  cases: Pick<CaseClient, 'wake'>;
  late: LateCases;
  turns: ExclusiveJobs;
  logger: Logger;
  settings?: Partial<LateWatchSettings>;
}

/**
 * Wakes cases whose deadline passed without its event, the earliest first: the execution may be behind its row, or
 * lost, and waking repairs both.
 * @returns a function that does one round and returns how many cases it woke
 */
export function createLateWatch({ cases, late, turns, logger, settings }: LateWatchDeps) {
  const { graceMs, pauseMs, atMost } = { ...LATE_WATCH_SETTINGS, ...settings };

  async function wakeThem(endBy: number): Promise<number> {
    const due = await late.next({ graceMs, pauseMs, limit: atMost });
    const { done, failed, isFaulty } = await workOnCases({
      items: due,
      work: (complaint) => cases.wake(complaint),
      onFailure: ({ id }, error) =>
        logger.warn({ complaint: id, failure: failureCode(error) }, 'a late case could not be woken'),
      isTimeUp: () => Date.now() >= endBy,
    });
    // Failed ones count as woken, too, unless the engine is at fault: next time the others come first.
    const inVain = await late.woken(isFaulty ? done : [...done, ...failed]);
    if (done.length > 0) logger.warn({ woken: done.length }, 'cases with a deadline that passed were woken');
    if (inVain.length > 0)
      logger.error({ complaints: inVain }, 'woken three times, and their deadlines are still not recorded');
    return done.length;
  }

  return async (): Promise<number> => (await turns.take(ADVISORY_LOCKS.lateCases, wakeThem)) ?? 0;
}

import { setTimeout as delay } from 'node:timers/promises';
import type { WatchReader } from '../../database/readers/watch-reader';
import type { StartQueue } from '../../database/stores/start-queue';
import type { WedgedCases } from '../../database/stores/wedged-cases';
import type { CaseClient } from '../../engine/case-client';
import { failureCode } from '../../engine/failure-code';
import { workOnCases } from '../../engine/work-on-cases';

export interface RebuildDeps {
  cases: Pick<CaseClient, 'rebuild'>;
  watch: Pick<WatchReader, 'unfinished'>;
  queue: Pick<StartQueue, 'markStarted'>;
  wedged: Pick<WedgedCases, 'forget'>;
}

export interface RebuildInput {
  ids: readonly string[];
  atOnce: number;
  /** After each case, before the next one takes its place. */
  pauseMs: number;
  onProgress: (handled: number) => void;
}

export interface Rebuilt {
  rebuilt: number;
  /** Had ended by then. */
  over: number;
  /** How many failed, by the code of what stood in the way. */
  failures: Map<string, number>;
  /** Not tried any more, since hardly anything went through. */
  left: number;
}

const PROGRESS_EVERY = 100;

/** Gives each complaint that is not over a new execution in place of the one that it has, if any. */
export function createRebuild({ cases, watch, queue, wedged }: RebuildDeps) {
  /** @returns whether it was not over */
  async function rebuild(id: string): Promise<boolean> {
    const [complaint] = await watch.unfinished([id]);
    if (!complaint) return false;
    await cases.rebuild(complaint);
    await queue.markStarted(id);
    await wedged.forget(id);
    return true;
  }

  return async ({ ids, atOnce, pauseMs, onProgress }: RebuildInput): Promise<Rebuilt> => {
    let [rebuilt, over, handled] = [0, 0, 0];
    const failures = new Map<string, number>();
    const { done, failed } = await workOnCases({
      items: ids,
      atOnce,
      work: async (id) => {
        if (await rebuild(id)) rebuilt += 1;
        else over += 1;
        handled += 1;
        if (handled % PROGRESS_EVERY === 0) onProgress(handled);
        await delay(pauseMs);
      },
      onFailure: (_id, error) => {
        const code = failureCode(error);
        failures.set(code, (failures.get(code) ?? 0) + 1);
      },
    });
    return { rebuilt, over, failures, left: ids.length - done.length - failed.length };
  };
}

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
  /** Pause after each case, before the next one starts. */
  pauseMs: number;
  onProgress: (handled: number) => void;
}

export interface Rebuilt {
  rebuilt: number;
  /** Cases that had already ended. */
  over: number;
  /** How many failed, by error code. */
  failures: Map<string, number>;
  /** Cases that were not tried, because nearly all before them failed. */
  left: number;
}

const PROGRESS_EVERY = 100;

/** Replaces the execution of each unfinished complaint, or starts one if there is none. */
export function createRebuild({ cases, watch, queue, wedged }: RebuildDeps) {
  /** @returns whether the complaint was still unfinished */
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

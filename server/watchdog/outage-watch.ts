import type { OutageReader } from '../../database/readers/outage-reader';
import type { OutageClient } from '../../engine/outage-client';

interface OutageWatchDeps {
  outages: Pick<OutageReader, 'unfinished'>;
  engine: Pick<OutageClient, 'ensureRunning'>;
  graceMs?: number;
}

/**
 * Whatever the engine is busy with longer than this, in milliseconds, it may have lost. With a look each 30 s (main.ts) an
 * outage that was lost half done is at work again within a minute.
 */
const GRACE_MS = 30_000;

/** Starts the work on outages again that a new or restored engine knows nothing of. @returns how many are unfinished */
export function createOutageWatch({ outages, engine, graceMs = GRACE_MS }: OutageWatchDeps) {
  return async (): Promise<number> => {
    const ids = await outages.unfinished({ graceMs });
    for (const id of ids) await engine.ensureRunning(id);
    return ids.length;
  };
}

import type { OutageReader } from '../../database/readers/outage-reader';
import type { OutageClient } from '../../engine/outage-client';

interface OutageWatchDeps {
  outages: Pick<OutageReader, 'unfinished'>;
  engine: OutageClient;
}

/** Whatever the engine is busy with longer than this, in milliseconds, it may have lost; telling it again does no harm. */
const GRACE_MS = 5 * 60_000;

/** Starts the work on outages again that a new or restored engine knows nothing of. @returns on how many */
export function createOutageWatch({ outages, engine }: OutageWatchDeps) {
  return async (): Promise<number> => {
    const ids = await outages.unfinished({ graceMs: GRACE_MS });
    for (const id of ids) await engine.wake(id);
    return ids.length;
  };
}

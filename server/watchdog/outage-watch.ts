import type { OutageReader } from '../../database/readers/outage-reader';
import type { OutageClient } from '../../engine/outage-client';

interface OutageWatchDeps {
  outages: Pick<OutageReader, 'unfinished'>;
  engine: Pick<OutageClient, 'ensureRunning'>;
  graceMs?: number;
}

/**
 * Work on an outage may be lost if the engine takes longer than this over it, in milliseconds. With a look every
 * 30 s (main.ts), work that was lost halfway resumes within a minute.
 */
const GRACE_MS = 30_000;

/**
 * Restarts the work on outages that a new or restored engine does not know.
 * @returns a function that does one round and returns how many outages are unfinished
 */
export function createOutageWatch({ outages, engine, graceMs = GRACE_MS }: OutageWatchDeps) {
  return async (): Promise<number> => {
    const ids = await outages.unfinished({ graceMs });
    for (const id of ids) await engine.ensureRunning(id);
    return ids.length;
  };
}

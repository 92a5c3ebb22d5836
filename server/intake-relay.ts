import type { Logger } from 'pino';
import type { StartQueue, Unstarted } from '../database/stores/start-queue';
import { createWorkLoop, type WorkLoop } from './work-loop';

export interface RelayDeps {
  queue: StartQueue;
  start: (complaint: Unstarted) => Promise<unknown>;
  logger: Logger;
}

/** Workflows started at once: a burst of complaints must not block the event loop that serves citizens. */
const AT_ONCE = 8;
/**
 * Longer than a start may take. When a process is killed, its claimed complaints wait this long for another one.
 */
const CLAIM_LEASE_MS = 12_000;
const POLL_MS = 1_000;

/**
 * The row of a stored complaint is its own outbox: the relay starts the workflow of every row that has none, right
 * after the commit when it is woken and within a second otherwise, and keeps trying while the engine is away.
 */
export function createIntakeRelay({ queue, start, logger }: RelayDeps): WorkLoop {
  async function startOne(complaint: Unstarted): Promise<void> {
    try {
      await start(complaint);
    } catch (error) {
      await queue.release(complaint.id);
      throw error;
    }
    await queue.markStarted(complaint.id);
  }

  async function startSome(): Promise<boolean> {
    const batch = await queue.claim({ limit: AT_ONCE, leaseMs: CLAIM_LEASE_MS });
    const started = await Promise.allSettled(batch.map(startOne));
    const failures = started.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    if (failures.length > 0 && failures.length === batch.length) throw failures[0];
    return batch.length === AT_ONCE;
  }

  return createWorkLoop({
    work: startSome,
    pollMs: POLL_MS,
    logger,
    logs: { fails: 'cases cannot be started; still trying', works: 'cases are started again' },
  });
}

import type { Logger } from 'pino';
import type { EventHub } from '../api/live/event-hub';
import type { Database } from '../database/connection';
import { publishEvents, type FanOut } from '../database/stores/event-positions';
import { createWorkLoop } from './work-loop';

export interface EventPublisherDeps {
  db: Database;
  live: Pick<EventHub, 'subscribe'>;
  logger: Pick<Logger, 'warn' | 'info'>;
  /** Called for each range of positions, in the transaction that assigns them. */
  fanOut?: FanOut;
}

/** An event waits this long at most if its notification did not reach this process. */
const POLL_MS = 1_000;
/** Events per transaction: a backlog must not hold the lock for long. */
const BATCH = 500;

export type EventPublisher = ReturnType<typeof createEventPublisher>;

/**
 * Puts the events of all complaints into one order that others can follow. Every api process runs one; while one of
 * them assigns positions, the others find nothing to do.
 */
export function createEventPublisher({ db, live, logger, fanOut }: EventPublisherDeps) {
  const loop = createWorkLoop({
    work: async () => {
      const range = await publishEvents(db, { limit: BATCH, fanOut });
      return range !== null && range.toPosition - range.fromPosition + 1 >= BATCH;
    },
    pollMs: POLL_MS,
    logger,
    logs: { fails: 'events cannot be published; still trying', works: 'events are published again' },
  });
  let unsubscribe: () => void = () => undefined;
  return {
    start(): void {
      unsubscribe = live.subscribe('stored', loop.wake);
      loop.start();
    },
    async stop(): Promise<void> {
      unsubscribe();
      await loop.stop();
    },
  };
}

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

/** Longest wait of an event if this process missed that it was stored. */
const POLL_MS = 1_000;
/** Events per transaction: a backlog must not hold the lock for long. */
const AT_ONCE = 500;

export type EventPublisher = ReturnType<typeof createEventPublisher>;

/**
 * Puts the events of all complaints into one order that others can follow. Every process runs one: the first to
 * get there assigns the positions, and a second finds nothing to do.
 */
export function createEventPublisher({ db, live, logger, fanOut }: EventPublisherDeps) {
  const loop = createWorkLoop({
    work: async () => {
      const given = await publishEvents(db, { limit: AT_ONCE, fanOut });
      return given !== null && given.toPosition - given.fromPosition + 1 === AT_ONCE;
    },
    pollMs: POLL_MS,
    logger,
    says: { fails: 'events cannot be published; trying on', works: 'events are published again' },
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

import type { Logger } from 'pino';
import type { EventHub } from '../api/live/event-hub';
import type { Database } from '../database/connection';
import { publishEvents, type FanOut } from '../database/stores/event-positions';
import { createWorkLoop } from './work-loop';

export interface EventPublisherDeps {
  db: Database;
  live: Pick<EventHub, 'subscribe'>;
  logger: Pick<Logger, 'warn' | 'info'>;
  /** Called for each range of positions, in the transaction that gives them. */
  fanOut?: FanOut;
}

/** How long an event waits at most when nobody was heard to store it. */
const POLL_MS = 1_000;
/** Events of one transaction: a backlog holds no lock for long. */
const AT_ONCE = 500;

export type EventPublisher = ReturnType<typeof createEventPublisher>;

/**
 * Puts the events of all complaints into one order that others can follow. Each process has one; whichever is first
 * gives the positions, and a second one finds nothing left to do.
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

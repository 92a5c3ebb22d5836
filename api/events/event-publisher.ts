import type { Logger } from 'pino';
import { errorName } from '../../config/error-name';
import type { Database } from '../../database/connection';
import { publishEvents, type FanOut } from '../../database/stores/event-positions';
import type { EventHub } from '../live/event-hub';

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
  let isStopped = false;
  let isDown = false;
  let wakeUp: () => void = () => undefined;
  let running: Promise<void> = Promise.resolve();

  /** Says once that it fails and once that it works again, however long an outage lasts. */
  function report(works: boolean, error?: unknown): void {
    if (!works && !isDown)
      logger.warn({ failure: errorName(error) }, 'events cannot be published; trying on');
    if (works && isDown) logger.info('events are published again');
    isDown = !works;
  }

  /** @returns whether more may be waiting */
  async function publishSome(): Promise<boolean> {
    const given = await publishEvents(db, { limit: AT_ONCE, fanOut });
    report(true);
    return given !== null && given.toPosition - given.fromPosition + 1 === AT_ONCE;
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      // Armed before the look: what is stored meanwhile is not slept over.
      const pause = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      try {
        while (!isStopped && (await publishSome()));
      } catch (error) {
        report(false, error);
      }
      if (!isStopped) await pause;
    }
  }

  return {
    start(): void {
      const unsubscribe = live.subscribe('stored', () => {
        if (!isDown) wakeUp();
      });
      running = run().finally(unsubscribe);
    },
    async stop(): Promise<void> {
      isStopped = true;
      wakeUp();
      await running;
    },
  };
}

import { setTimeout as delay } from 'node:timers/promises';
import { ScheduleAlreadyRunning, ScheduleNotFoundError, type Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { errorName } from '../config/error-name';
import type { Instant } from '../domain/instant';
import { missedSince, scheduleOptions, type CitySchedule } from './city-schedule';

export interface KeepingPace {
  /** Pauses after failed attempts: the first, doubling up to the longest. */
  firstMs: number;
  mostMs: number;
  /** Pause between checks while all is well. */
  lookEveryMs: number;
}

/** Whatever became of the engine, the schedule is back within two minutes of its return. */
export const KEEPING_PACE: KeepingPace = { firstMs: 2_000, mostMs: 60_000, lookEveryMs: 45_000 };

export interface KeepScheduleInput {
  client: Client;
  schedule: CitySchedule;
  /** IANA name of the city's zone. */
  timeZone: string;
  logger: Pick<Logger, 'info' | 'warn'>;
  pace?: KeepingPace;
}

export interface KeptSchedule {
  /** Resolves once the schedule is there for the first time, or once it was stopped. */
  settled: Promise<void>;
  stop(): Promise<void>;
}

/** A schedule as this process last saw it. */
interface Seen {
  at: Instant;
  /** A schedule that an operator has paused stays paused. */
  state: { paused: boolean; note?: string };
}

/**
 * Makes sure that the schedule exists, however long the engine is away and whatever it has lost. When the process
 * starts, the schedule is set to what this build says; after that, an operator's changes stay, unless the schedule
 * is lost. Nothing else in the worker waits for it.
 */
export function keepSchedule(input: KeepScheduleInput): KeptSchedule {
  const { schedule, timeZone, logger, pace = KEEPING_PACE } = input;
  const { signal, abort } = abortable();
  let seen: Seen | null = null;

  async function look(): Promise<void> {
    // A connection attempt cannot be cancelled; once we stop, its result is ignored.
    const found = await unlessAborted(seen ? lookAgain(input, seen) : put(input), signal);
    if (found && !seen) logger.info({ schedule: schedule.id, timeZone }, 'a schedule is in place');
    seen = found ?? seen;
  }

  async function keep(settle: () => void): Promise<void> {
    let retryMs = pace.firstMs;
    while (!signal.aborted) {
      let pauseMs = pace.lookEveryMs;
      try {
        await look();
        settle();
        retryMs = pace.firstMs;
      } catch (error) {
        logger.warn(
          { schedule: schedule.id, failure: errorName(error) },
          'a schedule could not be put in place; trying again',
        );
        pauseMs = retryMs;
        retryMs = Math.min(2 * retryMs, pace.mostMs);
      }
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
    settle();
  }

  let ended: Promise<void> = Promise.resolve();
  const settled = new Promise<void>((resolve) => {
    ended = keep(resolve);
  });
  return {
    settled,
    stop() {
      abort();
      return ended;
    },
  };
}

function abortable() {
  const stopping = new AbortController();
  return { signal: stopping.signal, abort: () => stopping.abort() };
}

/** The result of the work, or null once the signal is aborted; the result is ignored then. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve(null);
    signal.addEventListener('abort', giveUp, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** Sets the schedule to what this build says; only an operator's pause is kept. */
async function put({ client, schedule, timeZone }: KeepScheduleInput): Promise<Seen> {
  const wanted = scheduleOptions(schedule, timeZone);
  const at = Date.now();
  try {
    await client.schedule.create({ scheduleId: schedule.id, ...wanted });
    return { at, state: { paused: false } };
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    let kept: Seen['state'] = { paused: false };
    await client.schedule.getHandle(schedule.id).update(({ state }) => {
      kept = state;
      return { ...wanted, state };
    });
    return { at, state: kept };
  }
}

/**
 * Leaves the schedule as it is, or creates it again with the runs that it missed: an engine that lost its data has
 * lost the schedule, too.
 */
async function lookAgain(input: KeepScheduleInput, seen: Seen): Promise<Seen> {
  const { client, schedule, timeZone, logger } = input;
  const at = Date.now();
  try {
    const { state } = await client.schedule.getHandle(schedule.id).describe();
    return { at, state };
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
  const backfill = seen.state.paused ? [] : [missedSince(seen.at, schedule, at)];
  const state = { ...seen.state, backfill };
  try {
    await client.schedule.create({ scheduleId: schedule.id, ...scheduleOptions(schedule, timeZone), state });
    logger.warn({ schedule: schedule.id }, 'a schedule was lost and is put back');
  } catch (error) {
    // Another worker was first.
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
  return { at, state: seen.state };
}

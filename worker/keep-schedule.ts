import { setTimeout as delay } from 'node:timers/promises';
import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type CalendarSpec,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import type { Logger } from 'pino';
import { errorName } from '../config/error-name';
import { COMPLAINT_TASK_QUEUE } from '../workflows/messages';

const RETRY = { firstMs: 2_000, mostMs: 60_000 };

/** What happens again and again, by the city's clock. */
export interface CitySchedule {
  /** Of the schedule, and of the workflows that it starts. */
  id: string;
  workflowType: string;
  at: CalendarSpec;
  /** How long after an outage it is still worth doing. */
  catchUp: `${number}h`;
}

export interface KeepScheduleInput {
  client: Client;
  schedule: CitySchedule;
  /** IANA name of the city's zone. */
  timeZone: string;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Between attempts, doubling from the first pause to the longest. */
  retry?: { firstMs: number; mostMs: number };
}

export interface KeptSchedule {
  /** Resolves once the schedule is there, or once it was stopped. */
  settled: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Sees to it that the schedule is there as this build has it, however long the engine is away: nothing else of the
 * worker waits for it. What an operator has paused stays paused.
 */
export function keepSchedule(input: KeepScheduleInput): KeptSchedule {
  const { schedule, timeZone, logger, retry = RETRY } = input;
  const stopping = new AbortController();
  const { signal } = stopping;
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

  async function keepTrying(): Promise<void> {
    for (let pauseMs = retry.firstMs; !signal.aborted; pauseMs = Math.min(2 * pauseMs, retry.mostMs)) {
      try {
        // A connection that is being made can't be told to give up; what becomes of it is nobody's concern then.
        await Promise.race([putSchedule(input), aborted]);
        if (signal.aborted) return;
        return logger.info({ schedule: schedule.id, timeZone }, 'a schedule is in place');
      } catch (error) {
        logger.warn(
          { schedule: schedule.id, failure: errorName(error) },
          'a schedule could not be put in place; trying again',
        );
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  const settled = keepTrying();
  return {
    settled,
    stop() {
      stopping.abort();
      return settled;
    },
  };
}

async function putSchedule({ client, schedule, timeZone }: KeepScheduleInput): Promise<void> {
  const { id, workflowType, at, catchUp } = schedule;
  const wanted: Omit<ScheduleOptions, 'scheduleId' | 'memo' | 'state'> = {
    spec: { calendars: [at], timezone: timeZone },
    action: {
      type: 'startWorkflow',
      workflowType,
      workflowId: id,
      taskQueue: COMPLAINT_TASK_QUEUE,
      args: [],
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: catchUp },
  };
  try {
    await client.schedule.create({ scheduleId: id, ...wanted });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(id).update(({ state }) => ({ ...wanted, state }));
  }
}

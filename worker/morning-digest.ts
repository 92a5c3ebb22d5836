import { setTimeout as delay } from 'node:timers/promises';
import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import type { Logger } from 'pino';
import { errorName } from '../config/error-name';
import { COMPLAINT_TASK_QUEUE, DIGEST_WORKFLOW } from '../workflows/messages';

export const MORNING_DIGEST_SCHEDULE = 'morning-digest';

const LOCAL_HOUR = 7;
/** After an outage that lasts past noon the list says more than a digest of the morning. */
const CATCH_UP = '5h';
const RETRY = { firstMs: 2_000, mostMs: 60_000 };

interface MorningDigestInput {
  client: Client;
  /** IANA name of the city's zone. */
  timeZone: string;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Between attempts, doubling from the first pause to the longest. */
  retry?: { firstMs: number; mostMs: number };
}

/**
 * Sees to it that the schedule is there as this build has it, however long the engine is away: nothing else of the
 * worker waits for it. What an operator has paused stays paused.
 */
export function keepMorningDigest({ client, timeZone, logger, retry = RETRY }: MorningDigestInput): {
  /** Resolves once the schedule is there, or once it was stopped. */
  settled: Promise<void>;
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const { signal } = stopping;
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

  async function keepTrying(): Promise<void> {
    for (let pauseMs = retry.firstMs; !signal.aborted; pauseMs = Math.min(2 * pauseMs, retry.mostMs)) {
      try {
        // A connection that is being made can't be told to give up; what becomes of it is nobody's concern then.
        await Promise.race([putSchedule(client, timeZone), aborted]);
        if (signal.aborted) return;
        return logger.info(
          { schedule: MORNING_DIGEST_SCHEDULE, timeZone },
          'the morning digest is scheduled',
        );
      } catch (error) {
        logger.warn({ failure: errorName(error) }, 'the morning digest could not be scheduled; trying again');
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

async function putSchedule({ schedule }: Client, timeZone: string): Promise<void> {
  const wanted: Omit<ScheduleOptions, 'scheduleId' | 'memo' | 'state'> = {
    spec: { calendars: [{ hour: LOCAL_HOUR }], timezone: timeZone },
    action: {
      type: 'startWorkflow',
      workflowType: DIGEST_WORKFLOW,
      workflowId: MORNING_DIGEST_SCHEDULE,
      taskQueue: COMPLAINT_TASK_QUEUE,
      args: [],
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCH_UP },
  };
  try {
    await schedule.create({ scheduleId: MORNING_DIGEST_SCHEDULE, ...wanted });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await schedule.getHandle(MORNING_DIGEST_SCHEDULE).update(({ state }) => ({ ...wanted, state }));
  }
}

import {
  ScheduleOverlapPolicy,
  type Backfill,
  type CalendarSpec,
  type ScheduleOptions,
} from '@temporalio/client';
import { MS_PER_HOUR, type Instant } from '../domain/instant';
import { COMPLAINT_TASK_QUEUE } from '../workflows/messages';

/** A recurring job, by the city's clock. */
export interface CitySchedule {
  /** Id of the schedule and of the workflows that it starts. */
  id: string;
  workflowType: string;
  at: CalendarSpec;
  /** How long after its time a missed run is still worth doing. */
  catchUp: `${number}h`;
}

/**
 * Allows for differing clocks of engine and process. A job that runs twice because of this still writes one mail.
 */
const MARGIN_MS = 60_000;

export function scheduleOptions(
  { id, workflowType, at, catchUp }: CitySchedule,
  timeZone: string,
): Omit<ScheduleOptions, 'scheduleId' | 'memo' | 'state'> {
  return {
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
}

/** The period for which a lost schedule has to catch up, as far as that is still worth doing. */
export function missedSince(seenAt: Instant, { catchUp }: CitySchedule, now: Instant): Backfill {
  const worthwhile = now - Number.parseFloat(catchUp) * MS_PER_HOUR;
  return { start: new Date(Math.max(seenAt - MARGIN_MS, worthwhile)), end: new Date(now) };
}

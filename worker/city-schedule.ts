import {
  ScheduleOverlapPolicy,
  type Backfill,
  type CalendarSpec,
  type ScheduleOptions,
} from '@temporalio/client';
import { MS_PER_HOUR, type Instant } from '../domain/instant';
import { COMPLAINT_TASK_QUEUE } from '../workflows/messages';

/** What happens again and again, by the city's clock. */
export interface CitySchedule {
  /** Of the schedule, and of the workflows that it starts. */
  id: string;
  workflowType: string;
  at: CalendarSpec;
  /** How long after an outage it is still worth doing. */
  catchUp: `${number}h`;
}

/** For clocks of the engine and of this process that do not agree. What happens twice in it is one mail. */
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

/** The time in which a lost schedule has missed what is still worth doing. */
export function missedSince(seenAt: Instant, { catchUp }: CitySchedule, now: Instant): Backfill {
  const worthwhile = now - Number.parseFloat(catchUp) * MS_PER_HOUR;
  return { start: new Date(Math.max(seenAt - MARGIN_MS, worthwhile)), end: new Date(now) };
}

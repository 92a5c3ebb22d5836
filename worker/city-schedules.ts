import { DIGEST_WORKFLOW, WEEKLY_REPORT_WORKFLOW } from '../workflows/messages';
import type { CitySchedule } from './city-schedule';

const LOCAL_HOUR = 7;

/** The supervisors' morning. */
export const MORNING_DIGEST: CitySchedule = {
  id: 'morning-digest',
  workflowType: DIGEST_WORKFLOW,
  at: { hour: LOCAL_HOUR },
  // After an outage that lasts past noon the list says more than a digest of the morning.
  catchUp: '5h',
};

/** The leadership's Monday. */
export const WEEKLY_REPORT: CitySchedule = {
  id: 'weekly-report',
  workflowType: WEEKLY_REPORT_WORKFLOW,
  at: { hour: LOCAL_HOUR, dayOfWeek: 'MONDAY' },
  // What it counts is over, so it is worth reading until Wednesday.
  catchUp: '48h',
};

export const CITY_SCHEDULES: readonly CitySchedule[] = [MORNING_DIGEST, WEEKLY_REPORT];

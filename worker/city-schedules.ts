import { DIGEST_WORKFLOW, WEEKLY_REPORT_WORKFLOW } from '../workflows/messages';
import type { CitySchedule } from './city-schedule';

const LOCAL_HOUR = 7;

/** The supervisors' morning digest. */
export const MORNING_DIGEST: CitySchedule = {
  id: 'morning-digest',
  workflowType: DIGEST_WORKFLOW,
  at: { hour: LOCAL_HOUR },
  // After noon, the list of cases is of more use than a digest of the morning.
  catchUp: '5h',
};

/** The leadership's weekly report, on Mondays. */
export const WEEKLY_REPORT: CitySchedule = {
  id: 'weekly-report',
  workflowType: WEEKLY_REPORT_WORKFLOW,
  at: { hour: LOCAL_HOUR, dayOfWeek: 'MONDAY' },
  // It counts a week that is over, so it is worth reading until Wednesday.
  catchUp: '48h',
};

export const CITY_SCHEDULES: readonly CitySchedule[] = [MORNING_DIGEST, WEEKLY_REPORT];

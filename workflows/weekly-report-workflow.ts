import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities';

/** The week is over, so the report can wait for Postgres as long as anybody would still read it. */
const { writeWeeklyReport } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '48h',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/**
 * The leadership's Monday report, started by the schedule (worker/city-schedules.ts). Its content is counted when
 * it is sent and never passes through the workflow.
 * @returns to how many people it goes
 */
export async function weeklyReportWorkflow(): Promise<number> {
  return writeWeeklyReport({ at: Date.now() });
}

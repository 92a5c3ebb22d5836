import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities';

/** Its week is over, so it can wait for Postgres as long as anybody reads it. */
const { writeWeeklyReport } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '48h',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/**
 * The leadership's Monday, started by the schedule (worker/city-schedules.ts). What the report says is counted when it
 * is sent; nothing of it goes through here. @returns to how many it goes
 */
export async function weeklyReportWorkflow(): Promise<number> {
  return writeWeeklyReport({ at: Date.now() });
}

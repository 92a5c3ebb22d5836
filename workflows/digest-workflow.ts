import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities';

/**
 * After an hour without Postgres the digest is late; after half a day it is dropped, since the next one says more.
 */
const { writeDigests } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '12h',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/**
 * The supervisors' morning digest, started by the schedule (worker/city-schedules.ts). A digest's content is read
 * when it is sent and never passes through the workflow.
 * @returns for how many agencies there was something to report
 */
export async function digestWorkflow(): Promise<number> {
  return writeDigests({ at: Date.now() });
}

import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities';

/** An hour without Postgres makes the digest late; after half a day the next one says more than this one. */
const { writeDigests } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '12h',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/**
 * The supervisors' morning, started by the schedule (worker/city-schedules.ts). What a digest says is read when it is
 * sent; nothing of it goes through here. @returns how many agencies there was something to say about
 */
export async function digestWorkflow(): Promise<number> {
  return writeDigests({ at: Date.now() });
}

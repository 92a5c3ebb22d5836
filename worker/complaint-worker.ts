import {
  Worker,
  type NativeConnection,
  type WorkerDeploymentOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type { Activities } from '../activities/create-activities';
import { COMPLAINT_TASK_QUEUE } from '../workflows/messages';

export interface ComplaintWorkerInput {
  connection: NativeConnection;
  namespace: string;
  activities: Activities;
  workflowBundle: WorkflowBundleOption;
  /** Cases kept in memory; each takes about 1 MB. */
  cachedCases: number;
  /** Build id of this deploy, if the cluster uses Worker Versioning. */
  buildId?: string;
}

/** Activities take milliseconds unless the database hangs; they stop waiting for it before this has passed. */
const SHUTDOWN_GRACE = '15s';

export function createComplaintWorker(input: ComplaintWorkerInput): Promise<Worker> {
  const { connection, namespace, activities, workflowBundle, cachedCases, buildId } = input;
  return Worker.create({
    connection,
    namespace,
    activities,
    workflowBundle,
    taskQueue: COMPLAINT_TASK_QUEUE,
    maxCachedWorkflows: cachedCases,
    // There are two cores: a second workflow thread would take one from the event loop that records events.
    workflowThreadPoolSize: 1,
    shutdownGraceTime: SHUTDOWN_GRACE,
    ...(buildId ? { workerDeploymentOptions: versioned(buildId) } : {}),
  });
}

/** Cases outlive deploys: each moves on to the newest build, and `patched()` keeps its history replayable. */
function versioned(buildId: string): WorkerDeploymentOptions {
  return {
    useWorkerVersioning: true,
    version: { deploymentName: 'sikesal', buildId },
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  };
}

import type { Client } from '@temporalio/client';
import {
  AGENCY_OUTAGE_WORKFLOW,
  agencyOutageWorkflowId,
  COMPLAINT_TASK_QUEUE,
  outageSignal,
  type AgencyOutageInput,
} from '../workflows/messages';

export interface OutageClient {
  /** Tells the engine that there is something to do for an outage. @throws when the engine does not accept it */
  wake(outageId: string): Promise<void>;
  /**
   * Starts the outage's workflow unless it is running, in which case this does nothing. @throws when the engine is
   * away
   */
  ensureRunning(outageId: string): Promise<void>;
}

/** @param input `deadlineMs`: how long to wait for the engine */
export function createOutageClient({
  client,
  deadlineMs,
}: {
  client: Client;
  deadlineMs: number;
}): OutageClient {
  const optionsFor = (outageId: string) => ({
    workflowId: agencyOutageWorkflowId(outageId),
    taskQueue: COMPLAINT_TASK_QUEUE,
    args: [{ outageId }] as [AgencyOutageInput],
    // A workflow that has moved the deadlines has ended by the time the outage is called off.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
  });
  return {
    async wake(outageId) {
      await client.withDeadline(Date.now() + deadlineMs, () =>
        client.workflow.signalWithStart(AGENCY_OUTAGE_WORKFLOW, {
          ...optionsFor(outageId),
          signal: outageSignal,
        }),
      );
    },
    async ensureRunning(outageId) {
      await client.withDeadline(Date.now() + deadlineMs, () =>
        client.workflow.start(AGENCY_OUTAGE_WORKFLOW, {
          ...optionsFor(outageId),
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      );
    },
  };
}

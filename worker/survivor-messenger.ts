import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import {
  absorbSignal,
  COMPLAINT_TASK_QUEUE,
  COMPLAINT_WORKFLOW,
  complaintWorkflowId,
  type Legacy,
} from '../workflows/messages';

/** Tells the survivor of a merge what it inherits; its execution is started again if it was lost. */
export function createSurvivorMessenger({ client }: { client: Client }) {
  return {
    async absorb(survivorId: string, legacy: Legacy): Promise<void> {
      try {
        await client.workflow.signalWithStart(COMPLAINT_WORKFLOW, {
          workflowId: complaintWorkflowId(survivorId),
          taskQueue: COMPLAINT_TASK_QUEUE,
          args: [{ complaintId: survivorId }],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
          signal: absorbSignal,
          signalArgs: [legacy],
        });
      } catch (error) {
        // The survivor was closed in the meantime: there is no level left to raise.
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
  };
}

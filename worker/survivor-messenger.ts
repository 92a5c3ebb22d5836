import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Legacy } from '../domain/absorption';
import type { ComplaintReader } from '../database/readers/complaint-reader';
import {
  absorbSignal,
  COMPLAINT_TASK_QUEUE,
  COMPLAINT_WORKFLOW,
  complaintWorkflowId,
} from '../workflows/messages';

interface MessengerDeps {
  client: Client;
  complaints: Pick<ComplaintReader, 'byId'>;
}

/** Tells the survivor of a merge what it inherits; its execution is started again if it was lost. */
export function createSurvivorMessenger({ client, complaints }: MessengerDeps) {
  /** A survivor may have ended in another one meanwhile, which is always an earlier one: the chain has an end. */
  async function lastSurvivor(complaintId: string): Promise<string> {
    const complaint = await complaints.byId(complaintId);
    return complaint?.mergedInto ? lastSurvivor(complaint.mergedInto) : complaintId;
  }

  return {
    async absorb(survivorId: string, legacy: Legacy): Promise<void> {
      const complaintId = await lastSurvivor(survivorId);
      // Complaints that were to end in each other at once: neither is left to tell.
      if (legacy.absorbed.includes(complaintId)) return;
      try {
        await client.workflow.signalWithStart(COMPLAINT_WORKFLOW, {
          workflowId: complaintWorkflowId(complaintId),
          taskQueue: COMPLAINT_TASK_QUEUE,
          args: [{ complaintId }],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
          signal: absorbSignal,
          signalArgs: [legacy],
        });
      } catch (error) {
        // It is over. If it ended in another one just now, that one is told when the activity comes again.
        const isOver = error instanceof WorkflowExecutionAlreadyStartedError;
        if (!isOver || (await lastSurvivor(complaintId)) !== complaintId) throw error;
      }
    },
  };
}

import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { COMPLAINT_TASK_QUEUE, COMPLAINT_WORKFLOW, complaintWorkflowId } from '../workflows/messages';

export interface StartableComplaint {
  id: string;
  trackingCode: string;
  category: string;
}

export type CaseStarter = ReturnType<typeof createCaseStarter>;

/** Starts the workflow of a complaint. Starting one that runs already is success. */
export function createCaseStarter({ client, deadlineMs }: { client: Client; deadlineMs: number }) {
  /**
   * @param options.rebuild the row says that the case is not over: an execution that ended, however it did, is
   *   followed by another
   */
  return async function startCase(complaint: StartableComplaint, { rebuild = false } = {}): Promise<void> {
    const { id, trackingCode, category } = complaint;
    const start = () =>
      client.workflow.start(COMPLAINT_WORKFLOW, {
        workflowId: complaintWorkflowId(id),
        taskQueue: COMPLAINT_TASK_QUEUE,
        args: [{ complaintId: id }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: rebuild ? 'ALLOW_DUPLICATE' : 'ALLOW_DUPLICATE_FAILED_ONLY',
        staticSummary: `${trackingCode} ${category}`,
      });
    try {
      await client.withDeadline(Date.now() + deadlineMs, start);
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };
}

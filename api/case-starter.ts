import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { COMPLAINT_TASK_QUEUE, COMPLAINT_WORKFLOW, complaintWorkflowId } from '../workflows/messages';

export interface StartableComplaint {
  id: string;
  trackingCode: string;
  category: string;
  /** How far a developer has moved its clock on; 0 in production. */
  clockOffsetMs: number;
}

export type CaseStarter = ReturnType<typeof createCaseStarter>;

interface StarterDeps {
  client: Client;
  /** How long the engine is waited for, in milliseconds. */
  deadlineMs: number;
  /** Development only: brings a case that was started anew to where its clock stood. */
  afterStart?: (complaint: StartableComplaint) => Promise<void>;
}

/** Starts the workflow of a complaint. Starting one that runs already is success. */
export function createCaseStarter({ client, deadlineMs, afterStart }: StarterDeps) {
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
        // One that runs already is told from one that was started now: only the latter's clock has to catch up.
        workflowIdConflictPolicy: 'FAIL',
        workflowIdReusePolicy: rebuild ? 'ALLOW_DUPLICATE' : 'ALLOW_DUPLICATE_FAILED_ONLY',
        staticSummary: `${trackingCode} ${category}`,
      });
    try {
      await client.withDeadline(Date.now() + deadlineMs, start);
      await afterStart?.(complaint);
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };
}

import {
  WorkflowExecutionAlreadyStartedError,
  type Client,
  type WorkflowStartOptions,
} from '@temporalio/client';
import {
  COMPLAINT_TASK_QUEUE,
  COMPLAINT_WORKFLOW,
  complaintWorkflowId,
  stateQuery,
  wakeSignal,
} from '../workflows/messages';
import type { complaintWorkflow } from '../workflows/complaint-workflow';
import { describeCase, type CaseExecution } from './describe-case';
import { listCases, type ListedCase } from './list-cases';
import { readTaskFailure, type TaskFailure } from './read-task-failure';

/** What is needed of a complaint to start its case. */
export interface StartableComplaint {
  id: string;
  trackingCode: string;
  category: string;
  /** How far a developer has moved its clock forward; 0 in production. */
  clockOffsetMs: number;
}

export interface CaseClientDeps {
  client: Client;
  /** How long to wait for the engine, in milliseconds. */
  deadlineMs: number;
  /** Development only: moves a new execution forward to the case's clock. */
  afterStart?: (complaint: StartableComplaint) => Promise<void>;
}

export type CaseClient = ReturnType<typeof createCaseClient>;

/** Client of the complaint workflows. Every call may safely be repeated. */
export function createCaseClient({ client, deadlineMs, afterStart }: CaseClientDeps) {
  const within = <T>(call: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + deadlineMs, call);
  const handleOf = (complaintId: string) =>
    client.workflow.getHandle<typeof complaintWorkflow>(complaintWorkflowId(complaintId));

  /** @returns false when an execution already exists and `policy` keeps it */
  async function begin(
    complaint: StartableComplaint,
    policy: Pick<WorkflowStartOptions, 'workflowIdReusePolicy' | 'workflowIdConflictPolicy'>,
  ): Promise<boolean> {
    try {
      await within(() =>
        client.workflow.start<typeof complaintWorkflow>(COMPLAINT_WORKFLOW, {
          ...optionsOf(complaint),
          ...policy,
        }),
      );
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
      throw error;
    }
    await afterStart?.(complaint);
    return true;
  }

  return {
    /** For a complaint just stored: leaves a workflow alone that runs, or that ended as it should. */
    start: (complaint: StartableComplaint) =>
      begin(complaint, {
        workflowIdConflictPolicy: 'FAIL',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      }),

    /** For a case that is not over: starts another execution if the last one has ended, however it did. */
    restart: (complaint: StartableComplaint) =>
      begin(complaint, { workflowIdConflictPolicy: 'FAIL', workflowIdReusePolicy: 'ALLOW_DUPLICATE' }),

    /**
     * Starts a new execution in any case; a running one is terminated. What counted is in PostgreSQL, and senders
     * send pending updates again; only a signal that no workflow task has handled yet is lost.
     */
    rebuild: (complaint: StartableComplaint) =>
      begin(complaint, {
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),

    /** Makes a case's workflow look at the case now; starts an execution if there is none. */
    async wake(complaint: StartableComplaint): Promise<void> {
      // A clock that was moved has to be moved again in a new execution, before the case is looked at.
      if (complaint.clockOffsetMs > 0)
        await begin(complaint, {
          workflowIdConflictPolicy: 'FAIL',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        });
      await within(() =>
        client.workflow.signalWithStart<typeof complaintWorkflow, []>(COMPLAINT_WORKFLOW, {
          ...optionsOf(complaint),
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          signal: wakeSignal,
        }),
      );
    },

    /** The same, for a running execution only. @throws WorkflowNotFoundError when there is none */
    wakeRunning: (complaintId: string): Promise<void> =>
      within(() => handleOf(complaintId).signal(wakeSignal)),

    /** The case's state when its execution last looked. @throws WorkflowNotFoundError */
    state: (complaintId: string) => within(() => handleOf(complaintId).query(stateQuery)),

    describe: (complaintId: string): Promise<CaseExecution> =>
      within(() => describeCase(client, complaintWorkflowId(complaintId))),

    /** Why an execution cannot go on. @throws WorkflowNotFoundError */
    failureOf: (run: ListedCase): Promise<TaskFailure> => within(() => readTaskFailure(client, run)),

    /** Ends the execution of a case that is over. @throws WorkflowNotFoundError when it has already ended */
    end: async (complaintId: string): Promise<void> => {
      await within(() => handleOf(complaintId).terminate('its case is over'));
    },

    /** All running executions, in no order; those started within the last second may be missing. */
    listRunning: (): AsyncIterable<ListedCase> => listCases({ client, within }),

    handleOf,
  };
}

function optionsOf({ id, trackingCode, category }: StartableComplaint) {
  return {
    workflowId: complaintWorkflowId(id),
    taskQueue: COMPLAINT_TASK_QUEUE,
    args: [{ complaintId: id }] as [{ complaintId: string }],
    staticSummary: `${trackingCode} ${category}`,
  };
}

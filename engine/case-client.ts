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

/** What starting a case takes of its complaint. */
export interface StartableComplaint {
  id: string;
  trackingCode: string;
  category: string;
  /** How far a developer has moved its clock on; 0 in production. */
  clockOffsetMs: number;
}

export interface CaseClientDeps {
  client: Client;
  /** How long the engine is waited for, in milliseconds. */
  deadlineMs: number;
  /** Development only: brings an execution that has just begun to where the case's clock stands. */
  afterStart?: (complaint: StartableComplaint) => Promise<void>;
}

export type CaseClient = ReturnType<typeof createCaseClient>;

/** The workflows of complaints. Everything may be repeated: no call does harm a second time. */
export function createCaseClient({ client, deadlineMs, afterStart }: CaseClientDeps) {
  const within = <T>(call: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + deadlineMs, call);
  const handleOf = (complaintId: string) =>
    client.workflow.getHandle<typeof complaintWorkflow>(complaintWorkflowId(complaintId));

  /** @returns false when it runs already and `policy` keeps that execution */
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
    /** For a complaint just stored: one whose workflow runs, or has ended as it should, is left alone. */
    start: (complaint: StartableComplaint) =>
      begin(complaint, {
        workflowIdConflictPolicy: 'FAIL',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      }),

    /** For a case that is not over: an execution that ended, however it did, is followed by another. */
    restart: (complaint: StartableComplaint) =>
      begin(complaint, { workflowIdConflictPolicy: 'FAIL', workflowIdReusePolicy: 'ALLOW_DUPLICATE' }),

    /**
     * A new execution in any case; one that runs is terminated. What counted is in PostgreSQL, updates under way are sent
     * again by their senders; only a signal that no workflow task has handled yet is lost.
     */
    rebuild: (complaint: StartableComplaint) =>
      begin(complaint, {
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),

    /** Has a case looked at now, whether its execution runs or was lost. */
    async wake(complaint: StartableComplaint): Promise<void> {
      // A clock that was moved has to be moved again before the case is looked at.
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

    /** The same for an execution that runs. @throws WorkflowNotFoundError for one that does not */
    wakeRunning: (complaintId: string): Promise<void> =>
      within(() => handleOf(complaintId).signal(wakeSignal)),

    /** How the case stood when its execution last looked. @throws WorkflowNotFoundError */
    state: (complaintId: string) => within(() => handleOf(complaintId).query(stateQuery)),

    describe: (complaintId: string): Promise<CaseExecution> =>
      within(() => describeCase(client, complaintWorkflowId(complaintId))),

    /** What stands in the way of one that cannot go on. @throws WorkflowNotFoundError */
    failureOf: (run: ListedCase): Promise<TaskFailure> => within(() => readTaskFailure(client, run)),

    /** Ends the execution of a case that is over. @throws WorkflowNotFoundError for one that has ended */
    end: async (complaintId: string): Promise<void> => {
      await within(() => handleOf(complaintId).terminate('its case is over'));
    },

    /** All executions that run, in no order; what began within the last second may be missing. */
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

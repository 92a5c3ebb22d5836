import type { Client } from '@temporalio/client';
import { complaintWorkflowId } from '../workflows/messages';
import type { ListedCase } from './list-cases';

/**
 * Why the workflow tasks of a case fail. Workflow code sees only ids and codes, so its failure reveals nothing
 * else.
 */
export interface TaskFailure {
  workflowId: string;
  runId: string;
  /** How often the failing task has been tried. */
  attempt: number;
  type: string;
  /** One line, truncated. */
  message: string;
}

/**
 * Only the first failure in a row becomes an event. It is the last one in the history, except for events buffered
 * since.
 */
const EVENTS_LOOKED_AT = 20;
const MESSAGE_LENGTH = 200;

export async function readTaskFailure(
  client: Client,
  { complaintId, runId, problem }: ListedCase,
): Promise<TaskFailure> {
  const { namespace } = client.options;
  const workflowId = complaintWorkflowId(complaintId);
  const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace,
    execution: { workflowId, runId },
    maximumPageSize: EVENTS_LOOKED_AT,
  });
  const failures = (history?.events ?? []).flatMap((event) => event.workflowTaskFailedEventAttributes ?? []);
  const failure = failures[0]?.failure;
  return {
    workflowId,
    runId,
    attempt: raw.pendingWorkflowTask?.attempt ?? 0,
    type: failure?.applicationFailureInfo?.type || (problem ?? 'unknown'),
    message: (failure?.message ?? '').split('\n', 1).join().slice(0, MESSAGE_LENGTH),
  };
}

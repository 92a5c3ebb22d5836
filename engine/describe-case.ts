import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/** `missing`: the engine does not know it, or no longer does. */
export type CaseExecution =
  { kind: 'missing' } | { kind: 'ended'; runId: string } | { kind: 'running'; runId: string };

export async function describeCase(client: Client, workflowId: string): Promise<CaseExecution> {
  try {
    const { status, runId } = await client.workflow.getHandle(workflowId).describe();
    return { kind: status.name === 'RUNNING' ? 'running' : 'ended', runId };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { kind: 'missing' };
    throw error;
  }
}

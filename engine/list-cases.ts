import type { Client } from '@temporalio/client';
import { COMPLAINT_WORKFLOW, complaintIdOf } from '../workflows/messages';

export interface ListedCase {
  complaintId: string;
  runId: string;
  /** The engine reports it after some failed workflow tasks in a row: the case cannot go on by itself. */
  isWedged: boolean;
}

const RUNNING = `WorkflowType = '${COMPLAINT_WORKFLOW}' AND ExecutionStatus = 'Running'`;
/** Set by the server, since 1.29, after the fifth failed workflow task in a row. */
const PROBLEMS = 'TemporalReportedProblems';

/** Executions of cases that run. */
export async function* listCases(client: Client): AsyncGenerator<ListedCase> {
  for await (const { workflowId, runId, searchAttributes } of client.workflow.list({ query: RUNNING })) {
    yield { complaintId: complaintIdOf(workflowId), runId, isWedged: PROBLEMS in searchAttributes };
  }
}

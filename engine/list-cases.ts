import type { Client } from '@temporalio/client';
import { COMPLAINT_WORKFLOW, complaintIdOf } from '../workflows/messages';

export interface ListedCase {
  complaintId: string;
  runId: string;
  /** The engine reports it after several failed workflow tasks in a row: the case cannot go on by itself. */
  isWedged: boolean;
  /** The engine's name for the cause, if it is wedged. */
  problem: string | null;
}

interface Listing {
  client: Client;
  /** Puts a deadline on each call to the engine. */
  within: <T>(call: () => Promise<T>) => Promise<T>;
}

const RUNNING = `WorkflowType = '${COMPLAINT_WORKFLOW}' AND ExecutionStatus = 'Running'`;
/** Set by the server, since 1.29, after the fifth failed workflow task in a row. */
const PROBLEMS = 'TemporalReportedProblems';

/** Running executions of cases. */
export async function* listCases({ client, within }: Listing): AsyncGenerator<ListedCase> {
  const executions = client.workflow.list({ query: RUNNING })[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await within(() => executions.next());
    if (done) return;
    const { workflowId, runId, searchAttributes } = value;
    const problems = searchAttributes[PROBLEMS];
    const complaintId = complaintIdOf(workflowId);
    yield { complaintId, runId, isWedged: problems !== undefined, problem: causeIn(problems) };
  }
}

/**
 * For `category=WorkflowTaskFailed` and `cause=WorkflowTaskFailedCauseNonDeterministicError`:
 * `NonDeterministicError`.
 */
function causeIn(problems: readonly unknown[] = []): string | null {
  const causes = problems.flatMap(
    (problem) => /^cause=WorkflowTask[A-Za-z]+?Cause(\w+)$/.exec(String(problem))?.[1] ?? [],
  );
  return causes[0] ?? null;
}

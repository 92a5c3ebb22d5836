import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { SeenExecution } from './evidence';

const PREFIX = 'complaint/';
const AT_ONCE = 8;

/** Ids of the complaints whose execution Temporal lists as running. */
export async function listRunning(client: Client): Promise<Set<string>> {
  const running = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus = 'Running'" })) {
    if (workflowId.startsWith(PREFIX)) running.add(workflowId.slice(PREFIX.length));
  }
  return running;
}

/** Every execution of these complaints, and every one that runs for a complaint that is not among them. */
export async function collectExecutions(client: Client, complaintIds: string[]): Promise<SeenExecution[]> {
  const ids = [...new Set([...complaintIds, ...(await listRunning(client))])];
  const seen: SeenExecution[] = [];
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    seen.push(...(await Promise.all(ids.slice(first, first + AT_ONCE).map((id) => look(client, id)))));
  }
  return seen;
}

async function look(client: Client, complaintId: string): Promise<SeenExecution> {
  const handle = client.workflow.getHandle(`${PREFIX}${complaintId}`);
  const isRunning = await handle.describe().then(
    ({ status }) => status.name === 'RUNNING',
    (error: unknown) => {
      // The list lags behind: what it names may be gone, what it leaves out may be there.
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    },
  );
  return { complaintId, isRunning, view: isRunning ? await ask(handle) : null };
}

/** An execution that cannot be queried says nothing: what it does shows whether it is right. */
async function ask(handle: { query<Ret>(name: string): Promise<Ret> }): Promise<SeenExecution['view']> {
  try {
    const { status, sequence, nextDueBy } = await handle.query<NonNullable<SeenExecution['view']>>('state');
    return { status, sequence, nextDueBy };
  } catch {
    return null;
  }
}

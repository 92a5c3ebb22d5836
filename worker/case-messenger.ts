import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { CaseAnswer, CaseRequest } from '../activities/move-outage-cases';
import type { ComplaintReader } from '../database/readers/complaint-reader';
import type { Refusal } from '../domain/refusal';
import { isFinal } from '../domain/statuses';
import { actUpdates, complaintWorkflowId, REFUSED, type ActUpdate } from '../workflows/messages';

interface MessengerDeps {
  client: Client;
  complaints: Pick<ComplaintReader, 'byId'>;
  /** How long one case is waited for, in milliseconds. */
  deadlineMs: number;
}

/** Carries an act of the engine's own to a case, as an Update with the request's id. */
export function createCaseMessenger({ client, complaints, deadlineMs }: MessengerDeps) {
  return {
    /** @throws when the case cannot be reached: a lost execution is the watchdog's to start again */
    async act({ complaintId, act, actor, requestId }: CaseRequest): Promise<CaseAnswer> {
      const { act: name, ...parameters } = act;
      const message: ActUpdate = { ...parameters, actor };
      const handle = client.workflow.getHandle(complaintWorkflowId(complaintId));
      try {
        await client.withDeadline(Date.now() + deadlineMs, () =>
          handle.executeUpdate(actUpdates[name], { args: [message], updateId: requestId }),
        );
        return { kind: 'done' };
      } catch (error) {
        const code = refusalIn(error);
        if (code) return { kind: 'refused', code };
        if (error instanceof WorkflowNotFoundError && (await isOver(complaintId))) return { kind: 'over' };
        throw error;
      }
    },
  };

  async function isOver(complaintId: string): Promise<boolean> {
    const complaint = await complaints.byId(complaintId);
    return complaint !== null && isFinal(complaint.status);
  }
}

function refusalIn(error: unknown): Refusal['code'] | null {
  if (!(error instanceof WorkflowUpdateFailedError)) return null;
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure) || cause.type !== REFUSED) return null;
  return (cause.details?.[0] as Refusal | undefined)?.code ?? null;
}

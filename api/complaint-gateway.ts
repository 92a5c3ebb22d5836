import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Act } from '../domain/acts';
import type { Actor } from '../domain/actor';
import type { Refusal } from '../domain/refusal';
import { isFinal, type Status } from '../domain/statuses';
import { actUpdates, complaintWorkflowId, REFUSED, type ActUpdate } from '../workflows/messages';

export interface ActRequest {
  complaintId: string;
  act: Act;
  actor: Actor;
  /** Two requests with the same id are one act. */
  requestId: string;
}

export type ActOutcome = { kind: 'done' } | { kind: 'refused'; refusal: Refusal } | { kind: 'unavailable' };

export type ComplaintGateway = ReturnType<typeof createComplaintGateway>;

interface GatewayDeps {
  client: Client;
  /** How long a caller waits for the engine before they are told to come back, in milliseconds. */
  deadlineMs: number;
  /** Starts a case whose execution was lost from its row, unless it is over; answers the row's status. */
  restore: (complaintId: string) => Promise<Status>;
  onUnavailable: (error: unknown) => void;
}

/** Carries people's acts to the workflow of their complaint, as Updates: the caller learns whether it counted. */
export function createComplaintGateway({ client, deadlineMs, restore, onUnavailable }: GatewayDeps) {
  async function update({ complaintId, act, actor, requestId }: ActRequest): Promise<void> {
    const { act: name, ...parameters } = act;
    const message: ActUpdate = { ...parameters, actor };
    const handle = client.workflow.getHandle(complaintWorkflowId(complaintId));
    await client.withDeadline(Date.now() + deadlineMs, () =>
      handle.executeUpdate(actUpdates[name], { args: [message], updateId: requestId }),
    );
  }

  /** An ended execution may mean that the case is over, or that it was lost: the row knows. */
  async function updateOrRestore(request: ActRequest): Promise<Refusal | null> {
    try {
      await update(request);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      const status = await restore(request.complaintId);
      if (isFinal(status)) return { code: 'illegal_transition', act: request.act.act, status };
      await update(request);
    }
    return null;
  }

  return {
    async act(request: ActRequest): Promise<ActOutcome> {
      try {
        const refusal = await updateOrRestore(request);
        return refusal ? { kind: 'refused', refusal } : { kind: 'done' };
      } catch (error) {
        const refusal = refusalIn(error);
        if (refusal) return { kind: 'refused', refusal };
        // The act may still be applied later, so the caller is to repeat it with the same id, never with a new one.
        onUnavailable(error);
        return { kind: 'unavailable' };
      }
    },
  };
}

function refusalIn(error: unknown): Refusal | null {
  if (!(error instanceof WorkflowUpdateFailedError)) return null;
  const cause = error.cause;
  if (!(cause instanceof ApplicationFailure) || cause.type !== REFUSED) return null;
  return (cause.details?.[0] as Refusal | undefined) ?? null;
}

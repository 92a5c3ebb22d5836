import { setTimeout as delay } from 'node:timers/promises';
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Cases } from '../database/cases/advance-case';
import type { Outcome } from '../domain/advance';
import type { Act } from '../domain/acts';
import type { Actor } from '../domain/actor';
import { messageOf } from '../domain/case-message';
import type { Instant } from '../domain/instant';
import type { Refusal } from '../domain/refusal';
import { isFinal, type Status } from '../domain/statuses';
import { complaintWorkflowId, REFUSED, RULE_FAILED } from '../workflows/messages';
import { actUpdate, type ActMessage } from './act-messages';
import type { CaseClient, StartableComplaint } from './case-client';
import { createConcurrencyLimit } from './concurrency-limit';

export interface ActRequest {
  complaintId: string;
  act: Act;
  actor: Actor;
  /** Two requests with the same id are one act. */
  requestId: string;
}

/** `unavailable`: it is unknown whether the act counted; the same request may be sent again. */
export type ActOutcome = Outcome | { kind: 'unavailable' };

export type ActOnCase = (request: ActRequest) => Promise<ActOutcome>;

interface ActOnCaseDeps {
  client: Client;
  cases: Pick<CaseClient, 'restart' | 'wake'>;
  complaints: { byId(id: string): Promise<(StartableComplaint & { status: Status }) | null> };
  /** How PostgreSQL would decide a message now. */
  preview: Cases['preview'];
  /** How long a caller waits for the engine before they are told to try again, in milliseconds. */
  deadlineMs: number;
  onUnavailable: (error: unknown) => void;
}

/**
 * gRPC codes: RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED, UNAVAILABLE. The SDK has already retried most of
 * them.
 */
const TRANSIENT = [8, 9, 10, 14];

/** Between attempts. */
const PAUSE_MS = { least: 30, most: 120 };

/**
 * How many acts on one case this process sends to the engine at a time. The server accepts ten, and an eleventh is
 * not only refused: it also aborts the other ten. Four leave room for another process.
 */
const AT_ONCE = 4;

/** Sends an act to the workflow of its case as an Update, so that the caller learns whether it counted. */
export function createActOnCase(deps: ActOnCaseDeps): ActOnCase {
  const { client, cases, complaints, preview, deadlineMs, onUnavailable } = deps;
  const inTurn = createConcurrencyLimit({ atOnce: AT_ONCE });

  async function update(request: ActRequest, giveUpAt: Instant): Promise<void> {
    const { act: name, ...parameters } = request.act;
    // Name and parameters belong to the same act, which the compiler cannot see.
    const message = { ...parameters, actor: request.actor, requestId: request.requestId } as ActMessage<
      typeof name
    >;
    await client.withDeadline(giveUpAt, () =>
      client.workflow
        .getHandle(complaintWorkflowId(request.complaintId))
        .executeUpdate(actUpdate(name), { args: [message] }),
    );
  }

  /**
   * The execution has ended: the case is over, or the execution was lost. @returns null when another one was
   * started
   */
  async function afterEnd(request: ActRequest): Promise<Outcome | null> {
    const { complaintId } = request;
    const complaint = await complaints.byId(complaintId);
    if (!complaint) throw new RangeError('a complaint that was just read is gone');
    if (isFinal(complaint.status)) {
      const outcome = await preview({ complaintId, message: messageOf(request), now: Date.now() });
      if (outcome.kind !== 'done' || outcome.isRepeat) return outcome;
    }
    await cases.restart(complaint);
    return null;
  }

  /** @returns null when the request has to be sent again */
  async function attempt(request: ActRequest, giveUpAt: Instant): Promise<Outcome | null> {
    try {
      await update(request, giveUpAt);
      return { kind: 'done', isRepeat: false };
    } catch (error) {
      const outcome = outcomeIn(error);
      if (outcome) return outcome;
      if (isOver(error)) return afterEnd(request);
      if (!isTransient(error)) throw error;
      await delay(PAUSE_MS.least + Math.random() * (PAUSE_MS.most - PAUSE_MS.least));
      return null;
    }
  }

  async function untilAnswered(request: ActRequest, giveUpAt: Instant): Promise<Outcome> {
    for (;;) {
      if (Date.now() >= giveUpAt) throw new Error('the engine did not take the act in time');
      const outcome = await attempt(request, giveUpAt);
      if (outcome) return outcome;
    }
  }

  return async (request) => {
    const giveUpAt = Date.now() + deadlineMs;
    try {
      return await inTurn(request.complaintId, () => untilAnswered(request, giveUpAt));
    } catch (error) {
      onUnavailable(error);
      return { kind: 'unavailable' };
    }
  };
}

function outcomeIn(error: unknown): Outcome | null {
  const failure = failureIn(error);
  if (failure?.type === REFUSED) {
    const refusal = failure.details?.[0] as Refusal | undefined;
    return refusal ? { kind: 'refused', refusal } : { kind: 'failed' };
  }
  return failure?.type === RULE_FAILED ? { kind: 'failed' } : null;
}

/** The server's failure for an update that was accepted but not completed before its run ended. */
const UNANSWERED = 'AcceptedUpdateCompletedWorkflow';
/**
 * The server's failure for an update that no workflow task processed, because its execution was replaced
 * meanwhile.
 */
const UNPROCESSED = 'UnprocessedUpdate';

function isOver(error: unknown): boolean {
  return error instanceof WorkflowNotFoundError || failureIn(error)?.type === UNANSWERED;
}

function failureIn(error: unknown): ApplicationFailure | null {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : null;
  return cause instanceof ApplicationFailure ? cause : null;
}

/** The engine is busy, or another of its nodes takes over; the same request may safely be sent again. */
function isTransient(error: unknown): boolean {
  if (failureIn(error)?.type === UNPROCESSED) return true;
  const cause = error instanceof ServiceError ? error.cause : null;
  return isGrpcServiceError(cause) && TRANSIENT.includes(cause.code);
}

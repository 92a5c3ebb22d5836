import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Cases } from '../../database/cases/advance-case';
import { messageOf } from '../../domain/case-message';
import type { Instant } from '../../domain/instant';
import type { ActOnCase, ActOutcome, ActRequest } from '../../engine/act-on-case';

/** What acts need of the engine. */
export interface CaseEngine {
  act: ActOnCase;
  /** Tells the case's workflow to look at the case, if the engine is available; nobody waits for it. */
  wake(complaint: ComplaintRecord): void;
}

export interface ExecuteActDeps {
  cases: Pick<Cases, 'preview'>;
  engine: CaseEngine;
  /** Real time; tests may move it forward. */
  now?: () => Instant;
}

/**
 * Has an act decided. An act that would be refused or has counted before is answered from PostgreSQL: the
 * execution may be behind its row, and a flood of refused acts would fill its history.
 */
export async function executeAct(
  { cases, engine, now = Date.now }: ExecuteActDeps,
  { complaint, ...asked }: Omit<ActRequest, 'complaintId'> & { complaint: ComplaintRecord },
): Promise<ActOutcome> {
  const request = { ...asked, complaintId: complaint.id };
  const message = messageOf(request);
  const expected = await cases.preview({ complaintId: complaint.id, message, now: now() });
  if (expected.kind !== 'done') return expected;
  if (!expected.isRepeat) return engine.act(request);
  engine.wake(complaint);
  return expected;
}

import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Cases } from '../../database/cases/advance-case';
import { messageOf } from '../../domain/case-message';
import type { Instant } from '../../domain/instant';
import type { ActOnCase, ActOutcome, ActRequest } from '../../engine/act-on-case';

/** The engine as acts need it. */
export interface CaseEngine {
  act: ActOnCase;
  /** Has the case's workflow look at it, as far as that can be done now. */
  wake(complaint: ComplaintRecord): void;
}

export interface ExecuteActDeps {
  cases: Pick<Cases, 'preview'>;
  engine: CaseEngine;
  /** Real time; a test may move it on. */
  now?: () => Instant;
}

/**
 * Has an act decided. What would be refused, or has counted before, is answered from PostgreSQL: an execution may be
 * behind, and a flood of refused acts would fill its history.
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

import type { ComplaintReader, ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Actor } from '../../domain/actor';
import { mergeRefusal } from '../../domain/merging';
import { can, isTakenFrom } from '../../domain/permissions';
import { findTrackingCode } from '../../domain/tracking-code';
import { invalid } from '../http/problem';
import { refusedAct } from './refused-act';

interface MergeRequest {
  /** Tracking code of the complaint to merge into, as typed. */
  code: string;
  complaint: ComplaintRecord;
  actor: Actor;
}

/**
 * The id of the complaint to merge into. It must be open, earlier, of the same category, not confidential, and the
 * actor must be permitted to act on it.
 * @throws Problem `invalid` if the actor knows no such complaint, `refused` if it cannot be merged into
 */
export async function mergeTarget(
  { complaints }: { complaints: Pick<ComplaintReader, 'byCode'> },
  { code, complaint, actor }: MergeRequest,
): Promise<string> {
  const parsed = findTrackingCode(code);
  const target = parsed && (await complaints.byCode(parsed));
  if (!target || !can(actor, 'merge', target)) {
    throw invalid([
      { pointer: '#/into', rule: 'unknown_complaint', detail: 'There is no such complaint to merge into.' },
    ]);
  }
  const refusal = isTakenFrom(actor, target) ? 'not_mergeable' : mergeRefusal(complaint, target);
  if (refusal) throw refusedAct({ code: refusal, act: 'merge', status: complaint.status });
  return target.id;
}

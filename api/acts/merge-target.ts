import type { ComplaintReader, ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Actor } from '../../domain/actor';
import { mergeRefusal } from '../../domain/merging';
import { can, isTakenFrom } from '../../domain/permissions';
import { findTrackingCode } from '../../domain/tracking-code';
import { invalid } from '../http/problem';
import { refusedAct } from './refused-act';

interface MergeRequest {
  /** Of the complaint that the other is to end in, as it was typed. */
  code: string;
  complaint: ComplaintRecord;
  actor: Actor;
}

/**
 * The id of the complaint to merge into: open, earlier, of the same category, not confidential, and the actor's to act on.
 * @throws Problem `invalid` when the actor knows no such complaint, `refused` when it is not of that kind
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

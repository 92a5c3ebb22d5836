import type { ComplaintReader, ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Actor } from '../../domain/actor';
import { can, type Permission } from '../../domain/permissions';
import { parseTrackingCode } from '../../domain/tracking-code';
import { notFound } from '../http/problem';

export interface FindComplaintDeps {
  complaints: Pick<ComplaintReader, 'byCode'>;
}

/** @throws Problem `not_found` if there is none, or the code is malformed */
export async function findComplaint(deps: FindComplaintDeps, typedCode: string): Promise<ComplaintRecord> {
  const code = parseTrackingCode(typedCode);
  const complaint = code && (await deps.complaints.byCode(code));
  if (!complaint) throw notFound();
  return complaint;
}

/** @throws Problem `not_found`, also if the actor lacks the permission: what is not yours does not exist */
export async function findFor(
  deps: FindComplaintDeps,
  { code, actor, permission }: { code: string; actor: Actor; permission: Permission },
): Promise<ComplaintRecord> {
  const complaint = await findComplaint(deps, code);
  if (!can(actor, permission, complaint)) throw notFound();
  return complaint;
}

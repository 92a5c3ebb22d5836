import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Open311Reader, Reading } from '../../database/readers/open311-reader';
import type { Actor } from '../../domain/actor';
import { parseTrackingCode } from '../../domain/tracking-code';
import { Problem } from '../http/problem';

/** An application may read what it filed, even if it is confidential; everybody else reads what is public. */
export function readingOf(actor: Actor): Reading {
  return { application: actor.kind === 'application' ? actor.ref : null };
}

/** @throws Problem `not_found` */
export async function findRequest(
  reader: Pick<Open311Reader, 'byCodes'>,
  { id, actor, name = 'service_request_id' }: { id: string; actor: Actor; name?: string },
): Promise<ComplaintRecord> {
  const code = parseTrackingCode(id);
  const [complaint] = code === null ? [] : await reader.byCodes([code], readingOf(actor));
  if (!complaint) throw new Problem({ code: 'not_found', detail: `${name} was not found.` });
  return complaint;
}

import { photoFault } from '../forms/photo-fault';
import type { Fault } from './fault';
import type { FilingVisit } from './filing-visit';
import { takePhoto } from './take-photo';

/** The photos that came with the first step itself, as they do without script; those that are sound are kept. */
export async function photosOfForm(filing: FilingVisit, draftId: string): Promise<Fault[]> {
  const { visit, speech } = filing;
  const rule = visit.refusedFiles?.details.errors?.[0]?.rule;
  const refused = rule === undefined ? [] : [photoFault({ rule, fileName: null }, speech)];
  for (const { name, data } of visit.files) {
    const incoming = { name, data, complete: <Capture>(own: Capture) => own };
    const taken = await takePhoto(filing, { draftId, incoming });
    if ('refused' in taken) refused.push(taken.refused);
  }
  return [...new Set(refused)].map((error) => ({ field: 'photos', error }));
}

import { findComplaint } from '../../api/complaints/find-complaint';
import { notFound } from '../../api/http/problem';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { PageRequest } from '../http/page-request';
import type { PagesContext } from '../pages-context';
import { countingGuesses } from '../counting-guesses';

/** A confidential complaint cannot be supported, and does not exist here. @throws Problem `not_found` */
export async function supportable(context: PagesContext, request: PageRequest): Promise<ComplaintRecord> {
  return countingGuesses(context, request, async () => {
    const complaint = await findComplaint(context, request.params.code ?? '');
    if (complaint.confidential) throw notFound();
    return complaint;
  });
}

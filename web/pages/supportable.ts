import { findComplaint } from '../../api/complaints/find-complaint';
import { notFound } from '../../api/http/problem';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Visit } from '../http/visit';
import type { Site } from '../site';
import { countingGuesses } from '../counting-guesses';

/** A confidential complaint is nobody's to join, and does not exist here. @throws Problem `not_found` */
export async function supportable(site: Site, visit: Visit): Promise<ComplaintRecord> {
  return countingGuesses(site, visit, async () => {
    const complaint = await findComplaint(site, visit.params.code ?? '');
    if (complaint.confidential) throw notFound();
    return complaint;
  });
}

import { findFor } from '../../../api/complaints/find-complaint';
import type { ComplaintRecord } from '../../../database/readers/complaint-reader';
import type { Visit } from '../../http/visit';
import { countingGuesses } from '../../counting-guesses';
import type { Site } from '../../site';
import { staffVisit, type StaffVisit } from '../staff-visit';

export interface OpenCase {
  staff: StaffVisit;
  complaint: ComplaintRecord;
}

/** @throws Problem `not_found` for another agency's as for one that is not there; both are counted */
export async function openCase(site: Site, visit: Visit): Promise<OpenCase> {
  const staff = staffVisit(site, visit);
  const { actor } = staff;
  const code = visit.params.code ?? '';
  const complaint = await countingGuesses(site, visit, () =>
    findFor(site, { code, actor, wish: 'view_internal' }),
  );
  return { staff, complaint };
}

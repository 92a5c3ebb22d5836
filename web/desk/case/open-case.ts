import { findFor } from '../../../api/complaints/find-complaint';
import type { ComplaintRecord } from '../../../database/readers/complaint-reader';
import type { PageRequest } from '../../http/page-request';
import { countingGuesses } from '../../counting-guesses';
import type { PagesContext } from '../../pages-context';
import { staffRequest, type StaffRequest } from '../../sign-in/staff-request';

export interface OpenCase {
  staff: StaffRequest;
  complaint: ComplaintRecord;
}

/** @throws Problem `not_found` for another agency's complaint as well as a missing one; both count as guesses */
export async function openCase(context: PagesContext, request: PageRequest): Promise<OpenCase> {
  const staff = staffRequest(context, request);
  const { actor } = staff;
  const code = request.params.code ?? '';
  const complaint = await countingGuesses(context, request, () =>
    findFor(context, { code, actor, permission: 'view_internal' }),
  );
  return { staff, complaint };
}

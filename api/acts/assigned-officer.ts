import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { StaffStore } from '../../database/stores/staff-store';
import { canTakeOn } from '../../domain/officers';
import { invalid } from '../http/problem';

export interface AssignedOfficerDeps {
  staff: Pick<StaffStore, 'find'>;
}

/** @throws Problem `invalid` if the officer does not work at the agency that has the complaint */
export async function checkOfficer(
  { staff }: AssignedOfficerDeps,
  { officer, complaint }: { officer: string | null; complaint: ComplaintRecord },
): Promise<void> {
  if (officer === null || canTakeOn(await staff.find(officer), complaint)) return;
  throw invalid([
    { pointer: '#/officer', rule: 'unknown_officer', detail: 'The agency has no such member of staff.' },
  ]);
}

import type { AdvancedCase as Advanced } from '../database/cases/advanced-case';
import type { AdvanceInput, Cases } from '../database/cases/advance-case';

export type { Labels } from '../database/cases/advanced-case';
/** What a case's workflow hears of it. */
export type AdvancedCase = Omit<Advanced, 'toWake'>;

export interface AdvanceCaseDeps {
  cases: Pick<Cases, 'advance'>;
  /** Has another case's workflow look again, as far as that can be done now. */
  wake: (complaintId: string) => void;
}

/** Carries a case forward; what it did to other cases their workflows hear of afterwards. */
export function createAdvanceCase({ cases, wake }: AdvanceCaseDeps) {
  return async (input: AdvanceInput): Promise<AdvancedCase> => {
    const { toWake, ...advanced } = await cases.advance(input);
    for (const complaintId of toWake) wake(complaintId);
    return advanced;
  };
}

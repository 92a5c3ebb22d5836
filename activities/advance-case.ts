import { createHash } from 'node:crypto';
import type { AdvancedCase } from '../database/cases/advanced-case';
import type { AdvanceInput } from '../database/cases/advance-input';
import type { Cases } from '../database/cases/advance-case';
import type { CaseMessage } from '../domain/case-message';

export type { Labels } from '../database/cases/advanced-case';
/** What a case's workflow hears of it. */
export type AdvanceResult = Omit<AdvancedCase, 'toWake'>;

export interface AdvanceCaseDeps {
  cases: Pick<Cases, 'advance'>;
  /** Has another case's workflow look again, as far as that can be done now. */
  wake: (complaintId: string) => void;
}

/** Carries a case forward; what it did to other cases their workflows hear of afterwards. */
export function createAdvanceCase({ cases, wake }: AdvanceCaseDeps) {
  return async (input: AdvanceInput): Promise<AdvanceResult> => {
    const messages = input.messages.map(withContentInId);
    const { toWake, ...result } = await cases.advance({ ...input, messages });
    for (const complaintId of toWake) wake(complaintId);
    return result;
  };
}

/**
 * A signal has no id of its own but its number. After the engine came back from an older copy another signal may get a
 * number that counted before, so what it says is part of its id.
 */
function withContentInId(message: CaseMessage): CaseMessage {
  const { id, kind, name, payload } = message;
  if (kind === 'update') return message;
  const content = createHash('sha256')
    .update(JSON.stringify([name, payload]))
    .digest('hex');
  return { ...message, id: `${id}/${content.slice(0, 16)}` };
}

import { createHash } from 'node:crypto';
import type { AdvancedCase } from '../database/cases/advanced-case';
import type { AdvanceInput } from '../database/cases/advance-input';
import type { Cases } from '../database/cases/advance-case';
import type { CaseMessage } from '../domain/case-message';

export type { Labels } from '../database/cases/advanced-case';
/** What the activity returns to the case's workflow. */
export type AdvanceResult = Omit<AdvancedCase, 'toWake'>;

export interface AdvanceCaseDeps {
  cases: Pick<Cases, 'advance'>;
  /** Wakes another case's workflow, if the engine can be reached. */
  wake: (complaintId: string) => void;
}

/** Advances a case, then wakes the workflows of other cases that this changed. */
export function createAdvanceCase({ cases, wake }: AdvanceCaseDeps) {
  return async (input: AdvanceInput): Promise<AdvanceResult> => {
    const messages = input.messages.map(withContentInId);
    const { toWake, ...result } = await cases.advance({ ...input, messages });
    for (const complaintId of toWake) wake(complaintId);
    return result;
  };
}

/**
 * A signal's only id is its number. After the engine was restored from an older backup, another signal may get a
 * number that already counted, so a hash of its content is made part of the id.
 */
function withContentInId(message: CaseMessage): CaseMessage {
  const { id, kind, name, payload } = message;
  if (kind === 'update') return message;
  const content = createHash('sha256')
    .update(JSON.stringify([name, payload]))
    .digest('hex');
  return { ...message, id: `${id}/${content.slice(0, 16)}` };
}

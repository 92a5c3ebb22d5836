import { continueAsNew, setHandler } from '@temporalio/workflow';
import type { AdvanceResult } from '../activities/advance-case';
import type { CaseMessage } from '../domain/case-message';
import { advanceCase } from './advance-case';
import { openInbox } from './inbox';
import { openLabels } from './labels';
import { stateQuery, type ComplaintInput } from './messages';

/**
 * The workflow of one complaint: messages come in, time passes, and each time PostgreSQL advances the case.
 * PostgreSQL decides everything (domain/, database/cases/); this execution only knows the order of the messages
 * and when to look again. So it may be lost or behind, and no change of a rule can break its history.
 */
export async function complaintWorkflow({ complaintId }: ComplaintInput): Promise<void> {
  const inbox = openInbox();
  const showLabels = openLabels();
  let known: AdvanceResult | null = null;
  setHandler(stateQuery, () => known);

  async function advance(messages: CaseMessage[]): Promise<AdvanceResult> {
    const advanced = await advanceCase({ complaintId, messages, at: Date.now() });
    showLabels(advanced.labels);
    return (known = advanced);
  }

  let current = await advance([]);
  for (;;) {
    const batch = await inbox.next(current);
    if (batch === null) break;
    current = await advance(batch.map(({ message }) => message));
    inbox.answer(batch, current);
  }
  if (!current.isOver) await continueAsNew<typeof complaintWorkflow>({ complaintId });
}

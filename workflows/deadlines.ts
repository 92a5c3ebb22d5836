import { condition } from '@temporalio/workflow';
import { nextDueBy } from '../domain/settle';
import { isFinal } from '../domain/statuses';
import type { CaseFile } from './case-file';

/**
 * Waits until the next deadline is over, or until something moves it. One timer for the next one only: it is armed
 * anew when an act has moved or met that deadline, and not at all for an instant that has passed.
 */
export async function untilDueOrMoved(file: CaseFile): Promise<void> {
  const due = nextDueBy(file.current());
  const hasMoved = () =>
    nextDueBy(file.current()) !== due || isFinal(file.current().state.status) || file.isThick();
  if (due === null) return condition(hasMoved);
  // The last instant still counts for whoever acts, so the deadline is over one millisecond later.
  const remainingMs = due + 1 - Date.now();
  if (remainingMs > 0) await condition(hasMoved, remainingMs, { summary: 'next deadline' });
}

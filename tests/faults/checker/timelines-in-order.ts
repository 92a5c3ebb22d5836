import type { ComplaintRow, EventRow } from '../evidence/evidence';
import type { Rule } from './violation';

const RULE = 'a timeline has no gap and runs forward';

/** P7: the sequence runs 1, 2, 3 … up to the row's; `at` never runs backwards. */
export const timelinesInOrder: Rule = ({ complaints }, index) =>
  complaints.flatMap((row) =>
    violationsIn(row, index.eventsOf(row.id)).map((detail) => ({
      rule: RULE,
      subject: index.caseNameOf(row.id),
      detail,
    })),
  );

function violationsIn(row: ComplaintRow, events: EventRow[]): string[] {
  const found: string[] = [];
  const gap = events.findIndex(({ sequence }, position) => sequence !== position + 1);
  if (gap >= 0) found.push(`has #${events[gap]?.sequence} where #${gap + 1} belongs`);
  const last = events.at(-1)?.sequence ?? 0;
  if (last !== row.sequence) found.push(`ends at #${last}, and its row says #${row.sequence}`);
  for (const [position, event] of events.entries()) {
    const before = events[position - 1];
    if (before && event.at < before.at) {
      found.push(`#${event.sequence} ${event.type} is ${before.at - event.at} ms before #${before.sequence}`);
    }
  }
  return found;
}

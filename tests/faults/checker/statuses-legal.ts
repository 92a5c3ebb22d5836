import type { ComplaintRow, EventRow } from '../evidence/evidence';
import { LEGAL_STATUSES } from './legal-statuses';
import type { Rule } from './violation';

const RULE = 'only legal steps, and the row is where they lead';

const WORKED_ON = LEGAL_STATUSES.resolve;
const ANSWERED = LEGAL_STATUSES.confirm;

/** The statuses from which an event may come, and the one that it leads to; other events change no status. */
const STEPS: Record<string, { from: readonly string[]; to: string }> = {
  received: { from: ['nothing'], to: 'submitted' },
  assigned: { from: ['submitted'], to: 'assigned' },
  acknowledged: { from: ['assigned'], to: 'acknowledged' },
  started: { from: ['assigned', 'acknowledged'], to: 'in_progress' },
  resolved: { from: WORKED_ON, to: 'resolved' },
  rejected: { from: WORKED_ON, to: 'rejected' },
  reassigned: { from: WORKED_ON, to: 'assigned' },
  reopened: { from: ANSWERED, to: 'assigned' },
  closed: { from: ANSWERED, to: 'closed' },
  withdrawn: { from: WORKED_ON, to: 'withdrawn' },
};

/** P6, P7: every event comes from a status that allows it; the row has the status and level of its timeline. */
export const statusesLegal: Rule = ({ complaints }, index) =>
  complaints.flatMap((row) =>
    violationsIn(row, index.eventsOf(row.id)).map((detail) => ({
      rule: RULE,
      subject: index.caseNameOf(row.id),
      detail,
    })),
  );

function violationsIn(row: ComplaintRow, events: EventRow[]): string[] {
  const found: string[] = [];
  let status = 'nothing';
  let level = 0;
  for (const { type, sequence, data } of events) {
    const step = stepOf(type, data);
    if (step && !step.from.includes(status)) found.push(`#${sequence} ${type} when it was ${status}`);
    status = step?.to ?? status;
    if (type === 'escalated') level = Number(data.level);
  }
  if (status !== row.status) found.push(`its timeline leads to ${status}, its row says ${row.status}`);
  if (level !== row.level) found.push(`its timeline leads to level ${level}, its row says ${row.level}`);
  return found;
}

function stepOf(type: string, data: Record<string, unknown>) {
  if (type === 'merged' && 'into' in data) return { from: WORKED_ON, to: 'duplicate' };
  return STEPS[type];
}

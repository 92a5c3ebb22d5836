import type { ComplaintRow, EventRow, Evidence } from '../evidence/evidence';
import type { Rule } from './violation';

const RULE = 'no case is closed by silence before its reporter was told, or nothing could tell them';

const ANSWERS = ['resolved', 'rejected'];

/** Every answer reaches its reporter or is known not to, once; silence counts only after that. */
export const closedWhenTold: Rule = (evidence, index) =>
  evidence.complaints.flatMap((row) =>
    violationsIn(evidence, row, index.eventsOf(row.id)).map((detail) => ({
      rule: RULE,
      subject: index.caseNameOf(row.id),
      detail,
    })),
  );

/** What is known of the standing answer. */
interface Standing {
  answer: number;
  isTold: boolean;
  isUnreached: boolean;
}

function violationsIn(evidence: Evidence, row: ComplaintRow, events: EventRow[]): string[] {
  const found: string[] = [];
  let standing: Standing = { answer: 0, isTold: false, isUnreached: false };
  for (const event of events) {
    const { sequence, type, data } = event;
    if (ANSWERS.includes(type)) standing = { answer: sequence, isTold: false, isUnreached: false };
    if (type === 'reporter_told') {
      if (standing.isTold) found.push(`#${sequence} tells of #${standing.answer} a second time`);
      if (data.answer !== standing.answer)
        found.push(`#${sequence} tells of #${String(data.answer)}, an earlier answer`);
      if (data.by === 'mail' && !wasMailed(evidence, event))
        found.push(`#${sequence} is of a mail that was not sent`);
      standing = { ...standing, isTold: true };
    }
    if (type === 'reporter_unreached') standing = { ...standing, isUnreached: true };
    if (type === 'closed' && data.by === 'silence' && !standing.isTold)
      found.push(`#${sequence} closed it, and its reporter was not told`);
    if (type === 'closed' && data.by === 'unreached' && (standing.isTold || !standing.isUnreached))
      found.push(`#${sequence} closed it as unreached, and it was not`);
  }
  if (ANSWERS.includes(row.status) && !standing.isTold && !standing.isUnreached)
    found.push(`nobody knows whether its reporter was told of #${standing.answer}`);
  return found;
}

function wasMailed({ notifications }: Evidence, { complaintId, data }: EventRow): boolean {
  return notifications.some(
    (each) =>
      each.complaintId === complaintId &&
      each.sequence === data.answer &&
      each.recipient.startsWith('reporter:') &&
      each.state === 'sent',
  );
}

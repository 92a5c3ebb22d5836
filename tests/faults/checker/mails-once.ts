import { createHash } from 'node:crypto';
import type { Evidence, NotificationRow, SeenMail } from '../evidence/evidence';
import { groupBy } from './group-by';
import type { Index } from './index-evidence';
import type { Rule, Violation } from './violation';

const MISSED = 'no mail is missed';
const DOUBLED = 'no mail is doubled outside the one gap';

/** A copy that is on its way when a part dies may arrive a moment later. */
const TOLERANCE_MS = 2_000;

/**
 * P3: every notification arrived once; twice only where a process died between the final dot and its 250, or where
 * an older copy has forgotten that it was sent.
 */
export const mailsOnce: Rule = (evidence, index) => {
  const byId = groupBy(evidence.mails, ({ messageId }) => messageId);
  const known = evidence.notifications.filter(
    ({ complaintId }) => !index.wasTouched(index.caseNameOf(complaintId)),
  );
  return known.flatMap((row) => {
    const mails = byId.get(idOf(row)) ?? [];
    return [...missed(row, mails, index), ...doubled(evidence, mails, subjectOf(row, index))];
  });
};

/** The right side of every Message-ID: the host that the api is called under. */
const HOST = '127.0.0.1';

/** As the product promises it: always the same for one notification. */
export function idOf({ complaintId, sequence, kind, recipient, correction }: NotificationRow): string {
  const parts = ['notification', complaintId, String(sequence), kind, recipient];
  const id = (correction === 0 ? parts : [...parts, String(correction)]).join('\n');
  return `<${createHash('sha256').update(id).digest('hex').slice(0, 40)}@${HOST}>`;
}

function subjectOf({ complaintId, sequence, kind, recipient }: NotificationRow, index: Index): string {
  return `${index.caseNameOf(complaintId)} #${sequence} ${kind} to ${recipient.split(':')[0]}`;
}

function missed(row: NotificationRow, mails: SeenMail[], index: Index): Violation[] {
  const subject = subjectOf(row, index);
  if (row.state === 'sent' && mails.length === 0)
    return [{ rule: MISSED, subject, detail: 'is said to be sent and did not arrive' }];
  if (row.state === 'failed') return [{ rule: MISSED, subject, detail: `was given up: ${row.lastError}` }];
  if (row.state === 'pending')
    return [{ rule: MISSED, subject, detail: `still waits: ${row.lastError ?? 'untried'}` }];
  return [];
}

/** Each further copy needs a fault of its own during which the one before it was handed over. */
function doubled({ faults, undone }: Evidence, mails: SeenMail[], subject: string): Violation[] {
  const excuses = [
    ...faults.map(({ startedAt, healthyAt }) => ({
      from: startedAt - TOLERANCE_MS,
      until: healthyAt + TOLERANCE_MS,
    })),
    ...undone,
  ];
  const unexplained = mails
    .slice(0, -1)
    .filter(
      ({ receivedAt }) => !excuses.some(({ from, until }) => receivedAt >= from && receivedAt <= until),
    );
  if (unexplained.length === 0) return [];
  return [{ rule: DOUBLED, subject, detail: `arrived ${mails.length} times` }];
}

import { emailOf } from '../client/file-case';
import type { Rule } from './violation';

const RULE = 'whoever complained hears of the outcome';

/** Events that the reporter is always notified of; others may come and go with the rules. */
const ALWAYS_NOTIFIED = ['resolved', 'rejected', 'closed'];

/** P3 from the timeline's side: a notification that was never stored leaves no row that could be missed. */
export const reportersNotified: Rule = ({ events, notifications, mails }, index) => {
  const addresses = new Set(mails.map(({ to }) => to));
  const written = new Set(
    notifications.map(({ complaintId, sequence, recipient }) => `${complaintId} ${sequence} ${recipient}`),
  );
  return events.flatMap(({ complaintId, sequence, type }) => {
    const caseName = index.caseNameOf(complaintId);
    // A reporter who ever got a mail has an address.
    if (!ALWAYS_NOTIFIED.includes(type) || index.wasTouched(caseName) || !addresses.has(emailOf(caseName)))
      return [];
    if (written.has(`${complaintId} ${sequence} reporter:${complaintId}`)) return [];
    return [
      {
        rule: RULE,
        subject: caseName,
        detail: `nothing was written to the reporter of #${sequence} ${type}`,
      },
    ];
  });
};

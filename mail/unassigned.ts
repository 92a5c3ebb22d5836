import type { StaffContext } from './mail-context';
import { fact } from './mail-facts';
import type { MailBody } from './mail-view';

/** To those who no longer have it: what happened, and nothing of the complaint but its code and category. */
export function unassigned(context: StaffContext): MailBody {
  const { t, names, complaint, case: current } = context;
  const kind = names.category(current.state.category);
  return {
    subject: t('mail.unassigned.subject', { kind }),
    lead: [whatHappened(context), t('mail.unassigned.done')],
    quotes: [],
    photos: [],
    facts: [fact(t('mail.facts.code'), complaint.trackingCode), fact(t('mail.facts.kind'), kind)],
    history: [],
    button: null,
    links: [],
    notes: [],
  };
}

function whatHappened({ t, names, event, mergedInto }: StaffContext): string {
  switch (event.type) {
    case 'reassigned':
      return t('mail.unassigned.handedOver', { agency: names.agency(event.data.to) });
    case 'merged':
      return mergedInto
        ? t('mail.unassigned.merged', { code: mergedInto.trackingCode })
        : t('mail.unassigned.mergedApart');
    case 'officer_assigned':
      return t(event.data.officer === null ? 'mail.unassigned.toNobody' : 'mail.unassigned.toColleague');
    default:
      throw new RangeError(`"${event.type}" takes a complaint from nobody`);
  }
}

import type { StaffContext } from './mail-context';
import { fact } from './mail-facts';
import type { MailBody } from './mail-view';

/** To whom it has left: what happened, and no more of the complaint than its code and its category. */
export function unassigned(context: StaffContext): MailBody {
  const { say, names, complaint, case: current } = context;
  const kind = names.category(current.state.category);
  return {
    subject: say('mail.unassigned.subject', { kind }),
    lead: [whatHappened(context), say('mail.unassigned.done')],
    quotes: [],
    photos: [],
    facts: [fact(say('mail.facts.code'), complaint.trackingCode), fact(say('mail.facts.kind'), kind)],
    history: [],
    button: null,
    links: [],
    notes: [],
  };
}

function whatHappened({ say, names, event, mergedInto }: StaffContext): string {
  switch (event.type) {
    case 'reassigned':
      return say('mail.unassigned.handedOver', { agency: names.agency(event.data.to) });
    case 'merged':
      return mergedInto
        ? say('mail.unassigned.merged', { code: mergedInto.trackingCode })
        : say('mail.unassigned.mergedApart');
    case 'officer_assigned':
      return say(event.data.officer === null ? 'mail.unassigned.toNobody' : 'mail.unassigned.toColleague');
    default:
      throw new RangeError(`"${event.type}" takes a complaint from nobody`);
  }
}

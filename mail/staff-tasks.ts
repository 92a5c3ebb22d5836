import type { StaffContext } from './mail-context';
import { actingOffice, eventOf } from './mail-event';
import { quote } from './mail-facts';
import type { MailBody } from './mail-view';
import { actLinks, history, ifNobodyActs, kindAndDistrict, staffBody } from './staff-body';

/** To the member of staff who has the complaint from now on. */
export function officerAssigned(context: StaffContext): MailBody {
  const { say } = context;
  const office = actingOffice(context, eventOf(context, 'officer_assigned'));
  return staffBody(context, {
    subject: say('mail.officerAssigned.subject', kindAndDistrict(context)),
    lead: [say('mail.officerAssigned.lead', { office })],
    history: history(context),
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

export function nudged(context: StaffContext): MailBody {
  const { say } = context;
  const event = eventOf(context, 'nudged');
  const office = actingOffice(context, event);
  return staffBody(context, {
    subject: say('mail.nudged.subject', kindAndDistrict(context)),
    lead: [say('mail.nudged.lead', { office })],
    quotes: quote(say('mail.facts.noteOf', { agency: office }), event.text ?? ''),
    history: history(context),
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

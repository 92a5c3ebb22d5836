import type { StaffContext } from './mail-context';
import { actingOffice, eventOf } from './mail-event';
import { quote } from './mail-facts';
import type { MailBody } from './mail-view';
import { actLinks, history, ifNobodyActs, kindAndDistrict, staffBody } from './staff-body';
import { cycleStart } from './staff-news';

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

/** To the agency that keeps the complaint and works it no more, and to the officer who had it. */
export function takenOver(context: StaffContext): MailBody {
  const { say, names, time, case: current, urls } = context;
  const event = eventOf(context, 'taken_over');
  const centre = names.centreInFull;
  return staffBody(context, {
    subject: say('mail.takenOver.subject', { centre, ...kindAndDistrict(context) }),
    lead: [
      say('mail.takenOver.lead', { centre, agency: names.agency(current.state.agency) }),
      say('mail.takenOver.clock', { time: time.long(cycleStart(context)) }),
    ],
    quotes: quote(say('mail.facts.noteOf', { agency: centre }), event.text ?? ''),
    history: history(context),
    button: { label: say('mail.buttons.view'), url: urls.act() },
  });
}

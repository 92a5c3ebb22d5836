import { isSatisfied } from '../domain/promise';
import { isOpen } from '../domain/statuses';
import type { StaffContext } from './mail-context';
import { actingOffice, eventOf } from './mail-event';
import { quote } from './mail-facts';
import type { MailBody } from './mail-view';
import { actLinks, history, ifNobodyActs, kindAndDistrict, staffBody } from './staff-body';
import { cycleStart } from './staff-news';

/** To the officer who has the complaint from now on. */
export function officerAssigned(context: StaffContext): MailBody {
  const { t } = context;
  const office = actingOffice(context, eventOf(context, 'officer_assigned'));
  return staffBody(context, {
    subject: t('mail.officerAssigned.subject', kindAndDistrict(context)),
    lead: [t('mail.officerAssigned.lead', { office })],
    history: history(context),
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

export function nudged(context: StaffContext): MailBody {
  const { t } = context;
  const event = eventOf(context, 'nudged');
  const office = actingOffice(context, event);
  return staffBody(context, {
    subject: t('mail.nudged.subject', kindAndDistrict(context)),
    lead: [t('mail.nudged.lead', { office })],
    quotes: quote(t('mail.facts.noteOf', { agency: office }), event.text ?? ''),
    history: history(context),
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

/** To whoever works it, while there is still time: what the checkpoint waits for, and until when. */
export function warned(context: StaffContext): MailBody {
  const { t, time, now } = context;
  const { requirement, dueBy } = eventOf(context, 'warned').data;
  const [subject, lead] =
    requirement === 'acknowledged'
      ? (['mail.warned.subjectAcknowledge', 'mail.warned.leadAcknowledge'] as const)
      : (['mail.warned.subjectResolve', 'mail.warned.leadResolve'] as const);
  return staffBody(context, {
    subject: t(subject, { ...kindAndDistrict(context), time: time.short(dueBy) }),
    lead: [t(lead, { duration: time.duration(dueBy - now), time: time.long(dueBy) })],
    history: history(context),
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

/**
 * Whether a warning no longer applies when the mail is written: the checkpoint is met, over or moved, or someone
 * else has the case.
 */
export function isWarnedInVain({ now, event, case: { state }, latest }: StaffContext): boolean {
  if (event.type !== 'warned') return false;
  const { checkpointHours, dueBy } = event.data;
  const checkpoint = latest.checkpoints.find(({ hours }) => hours === checkpointHours);
  const isAhead = checkpoint?.dueBy === dueBy && now <= dueBy && !isSatisfied(checkpoint, latest);
  const isTheirs = latest.assignment === state.assignment && latest.takenOver === state.takenOver;
  return !isAhead || !isTheirs || !isOpen(latest.status);
}

/** To the agency that keeps the complaint but no longer works it, and to the officer who had it. */
export function takenOver(context: StaffContext): MailBody {
  const { t, names, time, case: current, urls } = context;
  const event = eventOf(context, 'taken_over');
  const centre = names.centreInFull;
  return staffBody(context, {
    subject: t('mail.takenOver.subject', { centre, ...kindAndDistrict(context) }),
    lead: [
      t('mail.takenOver.lead', { centre, agency: names.agency(current.state.agency) }),
      t('mail.takenOver.clock', { time: time.long(cycleStart(context)) }),
    ],
    quotes: quote(t('mail.facts.noteOf', { agency: centre }), event.text ?? ''),
    history: history(context),
    button: { label: t('mail.buttons.view'), url: urls.act() },
  });
}

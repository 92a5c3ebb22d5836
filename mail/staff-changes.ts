import type { TimelineEvent } from '../domain/timeline';
import type { StaffContext } from './mail-context';
import { actingOffice, eventOf } from './mail-event';
import { fact, quote } from './mail-facts';
import type { MailBody } from './mail-view';
import { actLinks, history, ifNobodyActs, kindAndDistrict, staffBody } from './staff-body';
import { hoursInCycle, timesInWords } from './staff-escalations';

/** To the desk and the officer who still work it: who else has been notified, and why. */
export function climbed(context: StaffContext): MailBody {
  const { t, names, case: current } = context;
  const event = eventOf(context, 'escalated');
  const office = names.office(event.data.level, current.state.agency);
  return staffBody(context, {
    subject: t('mail.climbed.subject', { office, ...kindAndDistrict(context) }),
    lead: [whyEscalated(context, { event, office }), t('mail.climbed.stays')],
    history: history(context),
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

interface Escalated {
  event: Extract<TimelineEvent, { type: 'escalated' }>;
  office: string;
}

function whyEscalated(context: StaffContext, { event: { data }, office }: Escalated): string {
  const { t, case: current } = context;
  const hours = hoursInCycle(context);
  const suffix = current.state.cycle > 1 ? 'Reopened' : '';
  switch (data.cause) {
    case 'not_acknowledged':
      return t(`mail.climbed.notAcknowledged${suffix}`, { hours, office });
    case 'not_resolved':
      return t(`mail.climbed.notResolved${suffix}`, { hours, office });
    case 'merged':
      return t('mail.climbed.merged', { level: String(data.level), office });
    case 'third_hand_over':
      return t('mail.climbed.thirdHandOver', {
        times: timesInWords(t, current.policy.handOversByAgencies + 1),
        office,
      });
    case 'objection':
    case 'second_objection':
      throw new RangeError(`"${data.cause}" is told as a reopening`);
  }
}

/** More time, or a question that makes the clock wait. */
export function deadlineMoved(context: StaffContext): MailBody {
  return context.event.type === 'extended' ? moreTime(context) : clockWaits(context);
}

function moreTime(context: StaffContext): MailBody {
  const { t, time } = context;
  const event = eventOf(context, 'extended');
  const who = actingOffice(context, event);
  const { hours, promisedBy, resolveBy } = event.data;
  return staffBody(context, {
    subject: t('mail.deadlineMoved.subject', { hours: time.number(hours), ...kindAndDistrict(context) }),
    lead: [t('mail.deadlineMoved.lead', { who, time: time.long(resolveBy) })],
    quotes: quote(t('mail.facts.noteOf', { agency: who }), event.text ?? ''),
    facts: [fact(t('mail.facts.firstPromise'), time.long(promisedBy))],
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

function clockWaits(context: StaffContext): MailBody {
  const { t, time } = context;
  const event = eventOf(context, 'information_requested');
  const { heldUntil = event.at } = event.data;
  const who = actingOffice(context, event);
  return staffBody(context, {
    subject: t('mail.deadlineMoved.subjectHeld', kindAndDistrict(context)),
    lead: [t('mail.deadlineMoved.leadHeld', { who, time: time.long(heldUntil) })],
    quotes: quote(t('mail.facts.question'), event.text ?? ''),
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

/** The case goes on without its reporter. */
export function reporterLeft(context: StaffContext): MailBody {
  const { t } = context;
  return staffBody(context, {
    subject: t('mail.reporterLeft.subject', kindAndDistrict(context)),
    lead: [t('mail.reporterLeft.lead'), t('mail.reporterLeft.nobodyToAsk')],
    history: history(context),
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

import type { Instant } from '../domain/instant';
import type { EscalationCause, TimelineEvent } from '../domain/timeline';
import type { MessageKey, Translate } from '../locale/translator';
import type { StaffContext } from './mail-context';
import { eventOf } from './mail-event';
import { fact, quote } from './mail-facts';
import type { MailBody } from './mail-view';
import { actLinks, history, ifNobodyActs, kindAndDistrict, staffBody } from './staff-body';
import { cycleStart } from './staff-news';

interface Escalation {
  level: 1 | 2 | 3;
  cause: EscalationCause;
  proposedAgency?: string;
}

/** One lead per cause; it says "late" only about what was late: the acknowledgement or the resolution. */
export function escalated(context: StaffContext): MailBody {
  const { t, names } = context;
  const escalation = escalationOf(context.event);
  const objection = isObjection(escalation.cause)
    ? context.timeline.findLast((each) => each.type === 'reopened')
    : undefined;
  return staffBody(context, {
    subject: subjectOf(context, escalation),
    lead: [
      leadOf(context, escalation),
      ...(escalation.level === 3 ? [t('mail.escalated.decision', { centre: names.centreInFull })] : []),
    ],
    quotes: objection
      ? quote(t('mail.facts.noteOfReporter'), objection.text ?? '')
      : handOverReason(context, escalation),
    actPhotoIds: objection?.photoIds ?? [],
    facts: objection ? [fact(t('mail.facts.reason'), t(`words.reopenReasons.${objection.data.reason}`))] : [],
    history: history(context),
    ...actLinks(context),
    notes: [
      ...(escalation.proposedAgency === undefined
        ? []
        : [t('mail.escalated.proposed', { agency: names.agency(escalation.proposedAgency) })]),
      ...ifNobodyActs(context),
    ],
  });
}

/** A reassignment beyond the allowed number escalates the case, or is only noted at the top level. */
function escalationOf(event: TimelineEvent): Escalation {
  if (event.type === 'escalated' && event.data.level !== 0) return { ...event.data, level: event.data.level };
  if (event.type === 'noted' && event.data.kind === 'decision_pending') {
    return { level: 3, cause: 'third_hand_over', proposedAgency: event.data.proposedAgency };
  }
  throw new RangeError(`a mail about an escalation was caused by "${event.type}"`);
}

function isObjection(cause: EscalationCause): boolean {
  return cause === 'objection' || cause === 'second_objection';
}

function handOverReason(
  { t, names, event, case: { state } }: StaffContext,
  { cause }: Escalation,
): MailBody['quotes'] {
  if (cause !== 'third_hand_over') return [];
  return quote(t('mail.facts.noteOf', { agency: names.agency(state.agency) }), event.text ?? '');
}

function subjectOf(context: StaffContext, { level, cause }: Escalation): string {
  const { t } = context;
  const { kind } = kindAndDistrict(context);
  const hours = hoursInCycle(context);
  if (level === 3) return topSubject(context, cause);
  switch (cause) {
    case 'not_acknowledged':
      return t(`mail.escalated.subject${level}NotAcknowledged`, { kind, hours });
    case 'not_resolved':
      return t(`mail.escalated.subject${level}NotResolved`, { kind, hours });
    case 'merged':
      return t(`mail.escalated.subject${level}Merged`, { kind });
    case 'objection':
    case 'second_objection':
    case 'third_hand_over':
      throw new RangeError(`"${cause}" at level ${level} is not told as an escalation`);
  }
}

/** Names the hours for a deadline that passed; an act has none. */
function topSubject(context: StaffContext, cause: EscalationCause): string {
  const { t, names, case: current } = context;
  const about = { ...kindAndDistrict(context), agency: names.agency(current.state.agency) };
  switch (cause) {
    case 'not_acknowledged':
    case 'not_resolved':
      return t('mail.escalated.subject3', { ...about, hours: hoursInCycle(context) });
    case 'objection':
      return t('mail.escalated.subject3Objection', about);
    case 'second_objection':
      return t('mail.escalated.subject3SecondObjection', about);
    case 'third_hand_over':
      return t('mail.escalated.subject3ThirdHandOver', about);
    case 'merged':
      return t('mail.escalated.subject3Merged', about);
  }
}

function leadOf(context: StaffContext, { level, cause }: Escalation): string {
  const { t, names, case: current } = context;
  const agency = names.agency(current.state.agency);
  const hours = hoursInCycle(context);
  if (current.state.takenOver && level < 3) {
    if (cause === 'not_acknowledged') return t('mail.escalated.leadTakenOverNotAcknowledged', { hours });
    if (cause === 'not_resolved') return t('mail.escalated.leadTakenOverNotResolved', { hours });
  }
  const prefix = level === 3 ? 'lead3' : 'lead';
  const suffix = current.state.cycle > 1 ? 'Reopened' : '';
  switch (cause) {
    case 'not_acknowledged':
      return t(`mail.escalated.${prefix}NotAcknowledged${suffix}`, { agency, hours });
    case 'not_resolved':
      return t(`mail.escalated.${prefix}NotResolved${suffix}`, { agency, hours });
    case 'merged':
      return t(`mail.escalated.${prefix}Merged`, { level: String(level) });
    case 'objection':
      return t('mail.escalated.lead3Objection');
    case 'second_objection':
      return t('mail.escalated.lead3SecondObjection');
    case 'third_hand_over':
      return handOversOf(context);
  }
}

/** How often agencies have reassigned it; the reassignment that the mail is about did not take effect. */
function handOversOf({ t, case: { state } }: StaffContext): string {
  return state.handOvers === 0
    ? t('mail.escalated.lead3FirstHandOver')
    : t('mail.escalated.lead3ThirdHandOver', { times: timesInWords(t, state.handOvers) });
}

export function timesInWords(t: Translate, count: number): string {
  switch (count) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
      return t(`words.times.${count}`);
    default:
      return t('words.times.many', { count: String(count) });
  }
}

/** How many hours of the current cycle had passed when the event was due. */
export function hoursInCycle(context: StaffContext): string {
  const dueAt: Instant = context.event.dueAt ?? context.event.at;
  return context.time.hours(dueAt - cycleStart(context));
}

/** The first reminder has none before it, so it says since when the command centre has the case. */
function reminderLead({ timeline, event }: StaffContext): MessageKey {
  const before = timeline.filter(({ sequence }) => sequence < event.sequence);
  const since = before.findLast(
    (each) => each.type === 'reminded' || each.type === 'reopened' || isEscalationToTop(each),
  );
  if (since?.type === 'reminded') return 'mail.reminder.lead';
  return since?.type === 'reopened' ? 'mail.reminder.leadReopened' : 'mail.reminder.leadFirst';
}

function isEscalationToTop(event: TimelineEvent): boolean {
  return event.type === 'escalated' && event.data.level === 3;
}

export function reminder(context: StaffContext): MailBody {
  const { t, time } = context;
  const { kind } = kindAndDistrict(context);
  const { day } = eventOf(context, 'reminded').data;
  const [last] = history(context).slice(-1);
  return staffBody(context, {
    subject: t('mail.reminder.subject', { kind, day: time.number(day) }),
    lead: [t(reminderLead(context))],
    facts: last === undefined ? [] : [fact(t('mail.facts.lastEvent'), last)],
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

import { hoursAfter } from '../domain/instant';
import { acknowledgeBy, closesBy, isUntold, resolveBy } from '../domain/promise';
import { oneLine } from '../domain/clean-text';
import type { StaffContext } from './mail-context';
import { eventOf, passedOnBy } from './mail-event';
import { fact, quote } from './mail-facts';
import type { MailEvent } from './mail-material';
import type { MailBody } from './mail-view';
import { actLinks, history, ifNobodyActs, kindAndDistrict, staffBody } from './staff-body';

export function assigned(context: StaffContext): MailBody {
  const { t, names, time, now, case: current } = context;
  const accept = acknowledgeBy(current.state);
  const due = accept ?? resolveBy(current.state);
  // A weekday alone is not clear for a deadline that an outage has moved by weeks.
  const by = due < hoursAfter(now, 6 * 24) ? time.short(due) : time.medium(due);
  return staffBody(context, {
    subject: t(accept === null ? 'mail.assigned.subjectResolve' : 'mail.assigned.subjectAcknowledge', {
      ...kindAndDistrict(context),
      time: by,
    }),
    lead: [t('mail.assigned.lead', { agency: names.agency(current.state.agency) })],
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

export function reassignedToAgency(context: StaffContext): MailBody {
  const { t, time, now, case: current } = context;
  const event = eventOf(context, 'reassigned');
  const leftMs = resolveBy(current.state) - now;
  const from = passedOnBy(context, event);
  const reason = oneLine(event.text ?? '').replace(/[.\s]+$/, '');
  const { kind } = kindAndDistrict(context);
  if (event.data.from === event.data.to) return handedBack(context, { from, reason });
  return staffBody(context, {
    subject: t(leftMs < 0 ? 'mail.reassigned.subjectAgencyPassed' : 'mail.reassigned.subjectAgencyLeft', {
      kind,
      duration: time.duration(Math.abs(leftMs)),
    }),
    lead: [
      reason === ''
        ? t('mail.reassigned.leadAgency', { from })
        : t('mail.reassigned.leadAgencyReason', { from, reason }),
      t('mail.reassigned.clock', { time: time.long(cycleStart(context)) }),
    ],
    actPhotoIds: event.photoIds,
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

/** The command centre had taken it over and now gives it back to the agency. */
function handedBack(context: StaffContext, { from, reason }: { from: string; reason: string }): MailBody {
  const { t, time } = context;
  return staffBody(context, {
    subject: t('mail.reassigned.subjectAgencyBack', kindAndDistrict(context)),
    lead: [
      reason === ''
        ? t('mail.reassigned.leadAgencyBack', { from })
        : t('mail.reassigned.leadAgencyBackReason', { from, reason }),
      t('mail.reassigned.clock', { time: time.long(cycleStart(context)) }),
    ],
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

/** When the current cycle began: at receipt, or at the last objection. */
export function cycleStart({ timeline, case: { state } }: StaffContext): number {
  return timeline.findLast((each) => each.type === 'reopened')?.at ?? state.receivedAt;
}

/** Caused by the objection itself, or by the escalation that goes with it. */
export function reopened(context: StaffContext): MailBody {
  const { t, time, event, timeline, case: current } = context;
  const objection = timeline.findLast(
    (each): each is Extract<MailEvent, { type: 'reopened' }> => each.type === 'reopened',
  );
  if (!objection) throw new RangeError('a mail about a reopening needs the objection');
  const { kind } = kindAndDistrict(context);
  return staffBody(context, {
    subject: t('mail.reopened.subject', { kind, hours: time.number(current.state.targetHours) }),
    lead: [t(event.type === 'escalated' ? 'mail.reopened.leadEscalated' : 'mail.reopened.lead')],
    quotes: quote(t('mail.facts.noteOfReporter'), objection.text ?? ''),
    actPhotoIds: objection.photoIds,
    facts: [fact(t('mail.facts.reason'), t(`words.reopenReasons.${objection.data.reason}`))],
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

export function rejectedToSupervisor(context: StaffContext): MailBody {
  const { t, names, case: current } = context;
  const event = eventOf(context, 'rejected');
  const agency = names.agency(current.state.agency);
  const reason = t(`words.rejectReasons.${event.data.reason}`);
  return staffBody(context, {
    subject: t('mail.rejected.subjectSupervisor', kindAndDistrict(context)),
    lead: [t('mail.rejected.leadSupervisor', { agency, reason })],
    quotes: quote(t('mail.facts.noteOf', { agency }), event.text ?? ''),
    history: history(context),
    button: { label: t('mail.buttons.view'), url: context.urls.act() },
    notes: [windowOf(context)],
  });
}

/** Until when the reporter can object, if that is known by now. */
function windowOf({ t, time, case: { policy }, latest, event }: StaffContext): string {
  const current = { state: latest, policy };
  const end = closesBy(current);
  if (end === null && isUntold(current))
    return t('mail.rejected.windowUntold', { hours: time.number(policy.objectionWindowHours) });
  return t('mail.rejected.window', {
    time: time.long(end ?? hoursAfter(event.at, policy.objectionWindowHours)),
  });
}

export function withdrawn(context: StaffContext): MailBody {
  return {
    ...staffBody(context, {
      subject: context.t('mail.withdrawn.subject', kindAndDistrict(context)),
      lead: [context.t('mail.withdrawn.lead')],
    }),
    // Nobody may read a withdrawn complaint any more.
    quotes: [],
    photos: [],
  };
}

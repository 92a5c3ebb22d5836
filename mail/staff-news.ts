import { hoursAfter } from '../domain/instant';
import { acknowledgeBy, objectionBy, resolveBy } from '../domain/promise';
import { oneLine } from './clean-text';
import type { StaffContext } from './mail-context';
import { eventOf, passedOnBy } from './mail-event';
import { fact, quote } from './mail-facts';
import type { MailEvent } from './mail-material';
import type { MailBody } from './mail-view';
import { actLinks, history, ifNobodyActs, kindAndDistrict, staffBody } from './staff-body';

export function assigned(context: StaffContext): MailBody {
  const { say, names, time, now, case: current } = context;
  const accept = acknowledgeBy(current.state);
  const due = accept ?? resolveBy(current.state);
  // A day of the week alone says nothing of a deadline that an outage has moved by weeks.
  const by = due < hoursAfter(now, 6 * 24) ? time.short(due) : time.medium(due);
  return staffBody(context, {
    subject: say(accept === null ? 'mail.assigned.subjectResolve' : 'mail.assigned.subjectAcknowledge', {
      ...kindAndDistrict(context),
      time: by,
    }),
    lead: [say('mail.assigned.lead', { agency: names.agency(current.state.agency) })],
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

export function reassignedToAgency(context: StaffContext): MailBody {
  const { say, time, now, case: current } = context;
  const event = eventOf(context, 'reassigned');
  const leftMs = resolveBy(current.state) - now;
  const from = passedOnBy(context, event);
  const reason = oneLine(event.text ?? '').replace(/[.\s]+$/, '');
  const { kind } = kindAndDistrict(context);
  if (event.data.from === event.data.to) return handedBack(context, { from, reason });
  return staffBody(context, {
    subject: say(leftMs < 0 ? 'mail.reassigned.subjectAgencyPassed' : 'mail.reassigned.subjectAgencyLeft', {
      kind,
      duration: time.duration(Math.abs(leftMs)),
    }),
    lead: [
      reason === ''
        ? say('mail.reassigned.leadAgency', { from })
        : say('mail.reassigned.leadAgencyReason', { from, reason }),
      say('mail.reassigned.clock', { time: time.long(cycleStart(context)) }),
    ],
    actPhotoIds: event.photoIds,
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

/** The command centre had taken it over and wants the agency to go on. */
function handedBack(context: StaffContext, { from, reason }: { from: string; reason: string }): MailBody {
  const { say, time } = context;
  return staffBody(context, {
    subject: say('mail.reassigned.subjectAgencyBack', kindAndDistrict(context)),
    lead: [
      reason === ''
        ? say('mail.reassigned.leadAgencyBack', { from })
        : say('mail.reassigned.leadAgencyBackReason', { from, reason }),
      say('mail.reassigned.clock', { time: time.long(cycleStart(context)) }),
    ],
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

/** When the cycle began whose hours count: at receipt, or at the last objection. */
export function cycleStart({ timeline, case: { state } }: StaffContext): number {
  return timeline.findLast((each) => each.type === 'reopened')?.at ?? state.receivedAt;
}

/** Caused by the objection itself, or by the raise that goes with it. */
export function reopened(context: StaffContext): MailBody {
  const { say, time, event, timeline, case: current } = context;
  const objection = timeline.findLast(
    (each): each is Extract<MailEvent, { type: 'reopened' }> => each.type === 'reopened',
  );
  if (!objection) throw new RangeError('a mail about a reopening needs the objection');
  const { kind } = kindAndDistrict(context);
  return staffBody(context, {
    subject: say('mail.reopened.subject', { kind, hours: time.number(current.state.targetHours) }),
    lead: [say(event.type === 'escalated' ? 'mail.reopened.leadRaised' : 'mail.reopened.lead')],
    quotes: quote(say('mail.facts.noteOfReporter'), objection.text ?? ''),
    actPhotoIds: objection.photoIds,
    facts: [fact(say('mail.facts.reason'), say(`words.reopenReasons.${objection.data.reason}`))],
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

export function rejectedToSupervisor(context: StaffContext): MailBody {
  const { say, names, time, case: current } = context;
  const event = eventOf(context, 'rejected');
  const agency = names.agency(current.state.agency);
  const reason = say(`words.rejectReasons.${event.data.reason}`);
  const until = objectionBy(current) ?? hoursAfter(event.at, current.policy.objectionWindowHours);
  return staffBody(context, {
    subject: say('mail.rejected.subjectSupervisor', kindAndDistrict(context)),
    lead: [say('mail.rejected.leadSupervisor', { agency, reason })],
    quotes: quote(say('mail.facts.noteOf', { agency }), event.text ?? ''),
    history: history(context),
    button: { label: say('mail.buttons.view'), url: context.urls.act() },
    notes: [say('mail.rejected.window', { time: time.long(until) })],
  });
}

export function withdrawn(context: StaffContext): MailBody {
  return {
    ...staffBody(context, {
      subject: context.say('mail.withdrawn.subject', kindAndDistrict(context)),
      lead: [context.say('mail.withdrawn.lead')],
    }),
    // What was taken back is nobody's to read any more.
    quotes: [],
    photos: [],
  };
}

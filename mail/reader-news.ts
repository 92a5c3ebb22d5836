import { resolveBy } from '../domain/promise';
import { shiftEnd } from '../domain/shifts';
import { oneLine } from '../domain/clean-text';
import type { MessageKey } from '../locale/translator';
import type { ReaderContext } from './mail-context';
import { actingOffice, eventOf, passedOnBy, workingOffice } from './mail-event';
import { fact, quote, staffText, when } from './mail-facts';
import type { MailEvent } from './mail-material';
import type { MailBody, MailFact } from './mail-view';
import { nextEscalation } from '../domain/next-escalation';
import { bodyOf, confirmAddress, isSupporter, kindOf, view } from './reader-body';

export function received(context: ReaderContext): MailBody {
  const { t, names, time, case: current, city } = context;
  const { agency, category } = current.state;
  return bodyOf(context, {
    subject: t('mail.received.subject', { kind: names.category(category) }),
    lead: [
      t('mail.received.lead', { agency: names.agency(agency), time: time.long(resolveBy(current.state)) }),
      ...outageSentence(context),
    ],
    facts: [promiseFact(context)],
    button: context.confirmed ? view(context) : confirmAddress(context),
    links: context.confirmed ? [] : [view(context)],
    notes: [t('mail.received.emergency', { number: city.emergencyNumber })],
  });
}

/** If its agency was out when it was received: when the hours start to count. */
function outageSentence({ t, names, time, event, case: { state } }: ReaderContext): string[] {
  if (event.type !== 'shifted') return [];
  const until = shiftEnd({ at: event.at, hours: event.data.hours });
  return [t('mail.received.out', { agency: names.agency(state.agency), time: time.long(until) })];
}

export function acknowledged(context: ReaderContext): MailBody {
  const { t, event } = context;
  const agency = workingOffice(context);
  const at = when(context, event.at);
  return bodyOf(context, {
    subject: isSupporter(context)
      ? t('mail.acknowledged.subjectSupporter', { agency, kind: kindOf(context) })
      : t('mail.acknowledged.subject', { agency }),
    lead: [
      t(isSupporter(context) ? 'mail.acknowledged.leadSupporter' : 'mail.acknowledged.lead', {
        agency,
        time: at,
      }),
      promiseSentence(context, 'acknowledged'),
    ],
    facts: [holderFact(context), promiseFact(context)],
  });
}

export function late(context: ReaderContext): MailBody {
  const { t, time, event, case: current, complaint } = context;
  const promised = event.dueAt ?? resolveBy(current.state);
  const escalation = nextEscalation(current, context.now);
  return bodyOf(context, {
    subject: t('mail.late.subject', { kind: kindOf(context) }),
    lead: [
      t(isSupporter(context) ? 'mail.late.leadSupporter' : 'mail.late.lead', { time: time.long(promised) }),
      holderNow(context),
    ],
    notes: [
      ...(escalation && escalation.level > complaint.escalationLevel
        ? [t('mail.late.next', { time: when(context, escalation.by) })]
        : []),
      t('mail.late.noNeed'),
    ],
  });
}

/** Uses the row, not the state after the event: an escalation decided together with the event comes after it. */
export function holderNow({ t, names, complaint }: ReaderContext): string {
  const office = names.office(complaint.takenOver ? 3 : complaint.escalationLevel, complaint.agency);
  return t('mail.late.holder', { office });
}

/** Only if it was accepted before: an agency that starts at once accepts by starting. */
export function started(context: ReaderContext): MailBody {
  const { t, event } = context;
  const agency = workingOffice(context);
  return bodyOf(context, {
    subject: t('mail.started.subject', { kind: kindOf(context) }),
    lead: [
      t('mail.started.lead', { agency, time: when(context, event.at) }),
      promiseSentence(context, 'acknowledged'),
    ],
    facts: [holderFact(context), promiseFact(context)],
  });
}

/** A public note. It may quote what the reporter wrote, so it is left out until their address is confirmed. */
export function noted(context: ReaderContext): MailBody {
  const { t, confirmed } = context;
  const agency = actingOffice(context, eventOf(context, 'noted'));
  return bodyOf(context, {
    subject: t('mail.noted.subject', { kind: kindOf(context) }),
    lead: [t('mail.noted.lead', { agency })],
    quotes: confirmed ? quote(t('mail.facts.noteOf', { agency }), staffText(context)) : [],
  });
}

export function reassigned(context: ReaderContext): MailBody {
  const { t, names } = context;
  const event = eventOf(context, 'reassigned');
  const agency = names.agency(event.data.to);
  const from = passedOnBy(context, event);
  return bodyOf(context, {
    subject: isSupporter(context)
      ? t('mail.reassigned.subjectSupporter', { kind: kindOf(context), agency })
      : t('mail.reassigned.subject', { agency }),
    lead: [t(leadOfHandOver(context, event), { from, agency }), promiseSentence(context, 'reassigned')],
    quotes: quote(t('mail.facts.noteOf', { agency: from }), staffText(context)),
    facts: [holderFact(context)],
  });
}

export function extended(context: ReaderContext): MailBody {
  const { t, time } = context;
  const event = eventOf(context, 'extended');
  const reason = oneLine(staffText(context)).replace(/[.\s]+$/, '');
  const params = { who: actingOffice(context, event), time: time.long(event.data.resolveBy) };
  return bodyOf(context, {
    subject: t('mail.extended.subject', { kind: kindOf(context) }),
    lead: [
      reason === '' ? t('mail.extended.lead', params) : t('mail.extended.leadReason', { ...params, reason }),
    ],
    facts: [
      fact(t('mail.facts.newPromise'), time.long(event.data.resolveBy)),
      fact(t('mail.facts.firstPromise'), time.long(event.data.promisedBy)),
      holderFact(context),
    ],
    notes: [t('mail.extended.once')],
  });
}

function leadOfHandOver(
  context: ReaderContext,
  { data }: Extract<MailEvent, { type: 'reassigned' }>,
): MessageKey {
  if (data.from === data.to)
    return isSupporter(context) ? 'mail.reassigned.leadBackSupporter' : 'mail.reassigned.leadBack';
  return isSupporter(context) ? 'mail.reassigned.leadSupporter' : 'mail.reassigned.lead';
}

/** Both promises, and why the agency cannot work. */
export function shifted(context: ReaderContext): MailBody {
  const { t, names, time, case: current } = context;
  const event = eventOf(context, 'shifted');
  const reason = oneLine(staffText(context)).replace(/[.\s]+$/, '');
  const { promisedBy, resolveBy: promised } = event.data;
  return bodyOf(context, {
    subject: t('mail.shifted.subject', { kind: kindOf(context) }),
    lead: [
      t(isSupporter(context) ? 'mail.shifted.leadSupporter' : 'mail.shifted.lead', {
        agency: names.agency(current.state.agency),
        time: time.long(promised),
      }),
      ...(reason === '' ? [] : [t('mail.shifted.reason', { reason })]),
    ],
    facts: [
      fact(t('mail.facts.newPromise'), time.long(promised)),
      fact(t('mail.facts.firstPromise'), time.long(promisedBy)),
      holderFact(context),
    ],
    notes: [t('mail.shifted.sooner')],
  });
}

function promiseFact({ t, time, case: { state } }: ReaderContext): MailFact {
  return fact(t('mail.facts.promise'), time.long(resolveBy(state)));
}

function holderFact(context: ReaderContext): MailFact {
  return fact(context.t('mail.facts.holder'), workingOffice(context));
}

function promiseSentence(
  { t, time, event, case: { state } }: ReaderContext,
  kind: 'acknowledged' | 'reassigned',
): string {
  const promised = resolveBy(state);
  return t(promised < event.at ? `mail.${kind}.promisePassed` : `mail.${kind}.promise`, {
    time: time.long(promised),
  });
}

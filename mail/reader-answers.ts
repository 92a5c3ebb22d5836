import { hoursAfter, type Instant } from '../domain/instant';
import { answeredAt, objectionByOnceTold } from '../domain/promise';
import type { ReaderContext } from './mail-context';
import { eventOf, workingOffice } from './mail-event';
import { fact, mayReadStaff, quote, staffText, when } from './mail-facts';
import type { MailEvent } from './mail-material';
import type { MailBody } from './mail-view';
import { bodyOf, isSupporter, kindOf, pageOf, view } from './reader-body';

export function resolved(context: ReaderContext): MailBody {
  const { t, event, complaint, reader } = context;
  const agency = workingOffice(context);
  const answerBy = objectionEnd(context);
  const notFixed = { label: t('mail.buttons.notFixed'), url: context.urls.mine('reopen') };
  const confirm = { label: t('mail.buttons.fixed'), url: context.urls.mine('confirm') };
  const showsPhotos = !isSupporter(context) && mayReadStaff(context);
  return bodyOf(context, {
    subject: isSupporter(context)
      ? t('mail.resolved.subjectSupporter', { kind: kindOf(context) })
      : t('mail.resolved.subject', { kind: kindOf(context) }),
    lead: [
      t(isSupporter(context) ? 'mail.resolved.leadSupporter' : 'mail.resolved.lead', {
        agency,
        time: when(context, event.at),
      }),
    ],
    quotes: quote(t('mail.facts.noteOf', { agency }), staffText(context)),
    photos: showsPhotos
      ? event.photoIds.map((id, index) =>
          context.urls.photo(id, t('mail.frame.photoAfter', { number: String(index + 1) })),
        )
      : [],
    ...(reader === 'reporter' ? { button: confirm, links: [notFixed, view(context)] } : {}),
    ...(reader === 'merged' ? { button: notFixed, links: [view(context)] } : {}),
    notes: [
      ...(reader === 'merged' ? [t('mail.resolved.merged', { time: context.time.long(answerBy) })] : []),
      ...(complaint.status === 'closed'
        ? []
        : [t('mail.resolved.otherwise', { time: when(context, answerBy) })]),
    ],
  });
}

export function rejected(context: ReaderContext): MailBody {
  const { t, time, reader } = context;
  const event = eventOf(context, 'rejected');
  const agency = workingOffice(context);
  const reason = t(`words.rejectReasons.${event.data.reason}`);
  const object = { label: t('mail.buttons.object'), url: context.urls.mine('reopen') };
  return bodyOf(context, {
    subject: t('mail.rejected.subject', { kind: kindOf(context) }),
    lead: [
      reader === 'supporter'
        ? t('mail.rejected.leadSupporter', { reason })
        : t('mail.rejected.lead', { reason, time: time.long(objectionEnd(context)) }),
    ],
    quotes: quote(t('mail.facts.noteOf', { agency }), staffText(context)),
    ...(reader === 'supporter' ? {} : { button: object, links: [view(context)] }),
  });
}

export function closed(context: ReaderContext): MailBody {
  const { t, time, case: current, reader } = context;
  const event = eventOf(context, 'closed');
  const answered = answeredAt(current.state) ?? event.at;
  const rate = { label: t('mail.buttons.rate'), url: context.urls.mine('rating') };
  const mayRate = reader === 'reporter' && event.data.outcome === 'resolved';
  return bodyOf(context, {
    subject: t('mail.closed.subject', { kind: kindOf(context) }),
    lead: [whyClosed(context, event), outcomeOf(context, event)],
    facts: [fact(t('mail.facts.duration'), time.duration(answered - current.state.receivedAt))],
    ...(mayRate ? { button: rate, links: [view(context)] } : {}),
  });
}

function whyClosed(
  { t, time, reader }: ReaderContext,
  { data, at, dueAt }: Extract<MailEvent, { type: 'closed' }>,
): string {
  if (data.by !== 'reporter') return t('mail.closed.bySilence', { time: time.long(dueAt ?? at) });
  const who = reader === 'reporter' ? 'byReporter' : 'byOther';
  return t(data.outcome === 'resolved' ? `mail.closed.${who}` : `mail.closed.${who}Accepted`);
}

function outcomeOf(context: ReaderContext, { data }: Extract<MailEvent, { type: 'closed' }>): string {
  const { t, timeline } = context;
  const rejection = timeline.findLast((each) => each.type === 'rejected');
  if (data.outcome === 'resolved' || !rejection) {
    return t('mail.closed.outcomeResolved', { agency: workingOffice(context) });
  }
  return t('mail.closed.outcomeRejected', { reason: t(`words.rejectReasons.${rejection.data.reason}`) });
}

export function merged(context: ReaderContext): MailBody {
  const { t, mergedInto } = context;
  const subject = t('mail.merged.subject', { kind: kindOf(context) });
  const isSupported = isSupporter(context);
  if (!mergedInto) {
    const lead = [t(isSupported ? 'mail.merged.leadApartSupporter' : 'mail.merged.leadApart')];
    return bodyOf(context, { subject, lead });
  }
  const code = mergedInto.trackingCode;
  return bodyOf(context, {
    subject,
    lead: [t(isSupported ? 'mail.merged.leadSupporter' : 'mail.merged.lead', { code })],
    button: { label: t('mail.buttons.viewSurvivor', { code }), url: pageOf(context, code) },
    notes: [t(isSupported ? 'mail.merged.nextSupporter' : 'mail.merged.next', { code })],
  });
}

/**
 * For people whose complaint was merged into a confidential one: says that it is over, and nothing about the
 * other.
 */
export function settledTogether(context: ReaderContext): MailBody {
  const { t } = context;
  return bodyOf(context, {
    subject: t('mail.settledTogether.subject', { kind: kindOf(context) }),
    lead: [t(isSupporter(context) ? 'mail.settledTogether.leadSupporter' : 'mail.settledTogether.lead')],
    notes: [t('mail.settledTogether.again')],
  });
}

/** The mail may be the first that the reader hears of the answer, or they were told of it before in another way. */
function objectionEnd({ case: { policy }, latest, event, now }: ReaderContext): Instant {
  const end =
    latest.answerSequence === event.sequence ? objectionByOnceTold({ state: latest, policy }, now) : null;
  return end ?? hoursAfter(event.at, policy.objectionWindowHours);
}

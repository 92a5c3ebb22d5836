import { resolveBy } from '../domain/promise';
import type { ReaderContext } from './mail-context';
import { fact } from './mail-facts';
import type { MailBody } from './mail-view';
import { bodyOf, confirmAddress, isSupporter, kindOf, view } from './reader-body';
import { holderNow } from './reader-news';

/** To whoever objected: that it counts, and the new promise. Other reporters of the complaint get it, too. */
export function objection(context: ReaderContext): MailBody {
  const { t, time, case: current } = context;
  const whose = isOwnObjection(context) ? 'own' : 'other';
  const promise = time.long(resolveBy(current.state));
  return bodyOf(context, {
    subject: t(`mail.objection.${whose}.subject`, { kind: kindOf(context) }),
    lead: [t(`mail.objection.${whose}.lead`, { time: promise }), holderNow(context)],
    facts: [fact(t('mail.facts.newPromise'), promise)],
  });
}

/** An objection without text is by the complaint's own reporter: merged reporters have to write one. */
function isOwnObjection({ event, recipient, complaint }: ReaderContext): boolean {
  return recipient.role === 'reporter' && recipient.complaintId === (event.writtenBy ?? complaint.id);
}

export function withdrawal(context: ReaderContext): MailBody {
  const { t, event } = context;
  const ended = event.type === 'withdrawn';
  return bodyOf(context, {
    subject: t('mail.withdrawal.subject', { kind: kindOf(context) }),
    lead: ended ? [t('mail.withdrawal.lead')] : [t('mail.withdrawal.leadGoesOn'), t('mail.withdrawal.last')],
    notes: [t('mail.withdrawal.hidden')],
  });
}

/** To the others who have the problem, when the reporter has left the case to them. */
export function goesOn(context: ReaderContext): MailBody {
  const { t, time, case: current } = context;
  return bodyOf(context, {
    subject: t('mail.goesOn.subject', { kind: kindOf(context) }),
    lead: [t(isSupporter(context) ? 'mail.goesOn.leadSupporter' : 'mail.goesOn.lead'), t('mail.goesOn.news')],
    facts: [fact(t('mail.facts.promise'), time.long(resolveBy(current.state)))],
  });
}

/** To the address that replaced one that nobody had confirmed. */
export function addressCorrected(context: ReaderContext): MailBody {
  const { t, complaint, confirmed } = context;
  return bodyOf(context, {
    subject: t('mail.addressCorrected.subject', { kind: kindOf(context) }),
    lead: [t('mail.addressCorrected.lead', { code: complaint.trackingCode })],
    button: confirmed ? view(context) : confirmAddress(context),
    links: confirmed ? [] : [view(context)],
  });
}

import type { ReaderContext, StaffContext } from './mail-context';
import { eventOf } from './mail-event';
import { quote, staffText } from './mail-facts';
import type { MailBody } from './mail-view';
import { bodyOf, kindOf, view } from './reader-body';
import { actLinks, ifNobodyActs, kindAndDistrict, staffBody } from './staff-body';

/**
 * Only for the reporter. The question may quote what they wrote, so it is left out until their address is
 * confirmed.
 */
export function informationRequested(context: ReaderContext): MailBody {
  const { t, time, confirmed } = context;
  const event = eventOf(context, 'information_requested');
  const { heldUntil } = event.data;
  return bodyOf(context, {
    subject: t('mail.informationRequested.subject', { kind: kindOf(context) }),
    lead:
      heldUntil === undefined
        ? [t('mail.informationRequested.lead')]
        : [
            t('mail.informationRequested.leadHeld'),
            t('mail.informationRequested.held', { time: time.long(heldUntil) }),
          ],
    quotes: confirmed ? quote(t('mail.facts.question'), staffText(context)) : [],
    button: { label: t('mail.buttons.answer'), url: context.urls.mine('answer') },
    links: [view(context)],
  });
}

/** For whoever has the complaint: what was asked, and what the reporter answered. */
export function informationAnswered(context: StaffContext): MailBody {
  const { t, timeline } = context;
  const event = eventOf(context, 'information_answered');
  const question = timeline.findLast((each) => each.type === 'information_requested');
  const hadWaited = (question?.data.heldUntil ?? event.at) > event.at;
  return staffBody(context, {
    subject: t('mail.informationAnswered.subject', kindAndDistrict(context)),
    lead: [t(`mail.informationAnswered.${hadWaited ? 'leadHeld' : 'lead'}`)],
    quotes: [
      ...quote(t('mail.facts.question'), question?.text ?? ''),
      ...quote(t('mail.facts.answer'), event.text ?? ''),
    ],
    actPhotoIds: event.photoIds,
    ...actLinks(context),
    notes: ifNobodyActs(context),
  });
}

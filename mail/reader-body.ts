import type { ReaderContext } from './mail-context';
import { ownDescription, readerFacts } from './mail-facts';
import type { MailBody, MailLink } from './mail-view';

/** The body of a mail to a reporter or supporter: the parts of its kind, and those that all such mails share. */
export function bodyOf(
  context: ReaderContext,
  parts: Pick<MailBody, 'subject' | 'lead'> & Partial<MailBody>,
): MailBody {
  const { quotes = [], facts = [], notes = [], links = [], photos = [], ...rest } = parts;
  const button = rest.button === undefined ? view(context) : rest.button;
  const asks = button?.url === context.urls.confirm();
  return {
    subject: rest.subject,
    lead: rest.lead,
    quotes: [...ownDescription(context), ...quotes],
    photos,
    facts: [...readerFacts(context), ...facts],
    history: [],
    button,
    links: [...links, ...(context.confirmed || asks ? [] : [confirmAddress(context)])],
    notes: [...notes, ...(context.confirmed ? [] : [context.t('mail.frame.unconfirmed')])],
  };
}

export function isSupporter({ reader }: ReaderContext): boolean {
  return reader === 'supporter';
}

export function kindOf({ names, case: { state } }: ReaderContext): string {
  return names.category(state.category);
}

export function view(context: ReaderContext): MailLink {
  return { label: context.t('mail.buttons.view'), url: pageOf(context) };
}

/** The page on which a reader follows a complaint: supporters get the public one, since they have no say in it. */
export function pageOf({ urls, reader }: ReaderContext, trackingCode?: string): string {
  return reader === 'supporter' ? urls.track(trackingCode) : urls.mine(undefined, trackingCode);
}

export function confirmAddress({ t, urls }: ReaderContext): MailLink {
  return { label: t('mail.buttons.confirmAddress'), url: urls.confirm() };
}

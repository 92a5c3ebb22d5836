import { cutText } from '../../domain/human-text';
import type { Locale } from '../../locale/locale';
import { emailField, readEmail } from '../forms/email-field';
import { formView, pageForm, type FormView } from '../forms/form-view';
import { refusalOf } from '../forms/refusal';
import { htmlPage } from '../html-page';
import { languageFor, type PageRequest } from '../http/page-request';
import type { Form } from '../http/read-form';
import { messagePage } from '../message-page';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { inNoLessThan } from '../sign-in/in-no-less-than';

/** Longer than it takes to find somebody and store their mail, so that nobody learns which addresses are known. */
const RESPONSE_MS_AT_LEAST = 400;
const ADDRESS_AT_MOST = 254;
/** A mailbox gets one of these mails in this time, whoever asks and however often. */
const ONE_MAIL_IN_MS = 5 * 60_000;

const ACTION = '/my/links';
const FIELDS = [emailField({ label: 'web.links.email' })];

/** For somebody who has lost the links to their complaints. */
export function lostLinksForm({ city }: PagesContext, locale: Locale): FormView {
  return formView(
    { fields: FIELDS, action: ACTION, button: locale.t('web.links.button'), isMain: false },
    { city, locale },
  );
}

export async function lostLinksPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const locale = context.locales(languageFor(request, context.city));
  const { t } = locale;
  if (request.query.done !== 'yes') return askPage(context, request, { form: new Map() });
  return messagePage(locale, {
    heading: t('web.links.sentTitle'),
    paragraphs: [t('web.links.sent'), t('web.links.nothing')],
    onward: { url: '/my', label: t('app.mine.title') },
  });
}

/** Gives the same response after the same time, whether or not anybody has confirmed the address. */
export async function sendLostLinks(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const form: Form = new Map([['email', cutText(request.form.get('email') ?? '', ADDRESS_AT_MOST + 1)]]);
  const read = readEmail(form);
  if ('error' in read) return askPage(context, request, { form, error: read.error });
  await inNoLessThan(RESPONSE_MS_AT_LEAST, () => mailLinks(context, read.email));
  return { kind: 'redirect', to: `${ACTION}?done=yes` };
}

/**
 * The row names a complaint and no address (docs/decisions/0050-lost-links.md). Its occasion is the same for some
 * minutes, so that strangers cannot flood a mailbox.
 */
async function mailLinks({ ownLinks, occasionalMails }: PagesContext, email: string): Promise<void> {
  const complaintId = await ownLinks.newestOf(email);
  if (complaintId === null) return;
  const occasion = new Date(Math.floor(Date.now() / ONE_MAIL_IN_MS) * ONE_MAIL_IN_MS).toISOString();
  await occasionalMails.addOccasional([{ kind: 'my_links', recipient: `reporter:${complaintId}`, occasion }]);
}

function askPage(
  context: PagesContext,
  request: PageRequest,
  { form, error }: { form: Form; error?: unknown },
): PageResponse {
  const { city } = context;
  const locale = context.locales(languageFor(request, city));
  const failure = error === undefined ? null : refusalOf(error, { fields: FIELDS, form }, { city, locale });
  return htmlPage({
    failure,
    template: 'lost-links',
    title: locale.t('web.links.title'),
    view: pageForm(
      { fields: FIELDS, form, failure, action: ACTION, button: locale.t('web.links.button') },
      { city, locale },
    ),
    locale,
  });
}

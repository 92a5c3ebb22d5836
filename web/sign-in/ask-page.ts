import { htmlPage } from '../html-page';
import { emailField, readEmail } from '../forms/email-field';
import { pageForm } from '../forms/form-view';
import { refusalOf } from '../forms/refusal';
import { NOTHING_POSTED, type Form } from '../http/read-form';
import { cutText } from '../../domain/human-text';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { inNoLessThan } from './in-no-less-than';
import { accountsUrl } from './oidc-flow';
import { ownPath } from './own-path';

/** Longer than it takes to find somebody and store their mail, so that nobody learns which addresses are known. */
const RESPONSE_MS_AT_LEAST = 400;
const ADDRESS_AT_MOST = 254;
const FIELDS = [{ ...emailField({ label: 'signIn.ask.email' }), autocomplete: 'username' }];

/** The page that asks for the address to which a sign-in link is sent. */
export async function askPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const next = ownPath(request.query.next);
  if (request.session) return { kind: 'redirect', to: next ?? '/desk' };
  return ask(context, request, { next });
}

/** Gives the same response after the same time, whoever's address it is and however often it was asked for. */
export async function sendLink(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const next = ownPath(request.form.get('next'));
  const form: Form = new Map([['email', cutText(request.form.get('email') ?? '', ADDRESS_AT_MOST + 1)]]);
  const read = readEmail(form);
  if ('error' in read) return ask(context, request, { ...read, form, next });
  const { email } = read;
  const isWithin = await context.limits.countSignIn({ address: request.address, email });
  await inNoLessThan(RESPONSE_MS_AT_LEAST, () =>
    mailLink(context, request, { email, nextPage: next, isWithin }),
  );
  return { kind: 'redirect', to: '/sign-in/sent' };
}

export async function sentPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const locale = context.locales(languageFor(request, context.city));
  const title = locale.t('signIn.sent.title');
  return htmlPage({
    template: 'sign-in/sent',
    title,
    view: {},
    locale,
  });
}

interface Asking {
  email: string;
  nextPage: string | null;
  isWithin: boolean;
}

/**
 * Beyond the limits, another link is mailed only if the mailbox has none that is new and unused. So somebody who
 * requests links for a stranger, from however many networks, neither floods the mailbox nor keeps its owner out:
 * it contains a link that works.
 */
async function mailLink(
  { staff, signIns, occasionalMails }: PagesContext,
  { device }: PageRequest,
  { email, nextPage, isWithin }: Asking,
): Promise<void> {
  const member = await staff.findByEmail(email);
  if (!member?.active) return;
  const asked = { staffId: member.id, device, nextPage };
  const request = isWithin ? await signIns.request(asked) : await signIns.requestUnlessNew(asked);
  if (!request) return;
  const { id } = request;
  await occasionalMails.addOccasional([{ kind: 'sign_in', recipient: `staff:${member.id}`, occasion: id }]);
}

/** The same page for people who tried the city's own accounts, when those do not answer. */
export function accountsDownPage(
  context: PagesContext,
  request: PageRequest,
  next: string | null,
): PageResponse {
  return ask(context, request, { next, isDown: true });
}

interface SignInForm {
  next: string | null;
  form?: Form;
  /** Why the address was refused. */
  error?: unknown;
  /** Whether the city's own accounts do not answer. */
  isDown?: boolean;
}

function ask(
  context: PagesContext,
  request: PageRequest,
  { next, form = NOTHING_POSTED.form, error, isDown = false }: SignInForm,
): PageResponse {
  const { city } = context;
  const locale = context.locales(languageFor(request, city));
  const { t } = locale;
  const failure = error === undefined ? null : refusalOf(error, { fields: FIELDS, form }, { city, locale });
  return htmlPage({
    ...(isDown ? { status: 503 } : { failure }),
    template: 'sign-in/ask',
    title: t('signIn.ask.title'),
    view: {
      ...pageForm(
        {
          ...{ fields: FIELDS, form, failure },
          action: '/sign-in',
          button: t('signIn.ask.button'),
          hidden: { next: next ?? undefined },
        },
        { city, locale },
      ),
      accounts: context.oidc ? { url: accountsUrl(next), isDown } : null,
    },
    locale,
  });
}

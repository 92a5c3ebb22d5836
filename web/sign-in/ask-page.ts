import { htmlPage } from '../html-page';
import { email as emailSchema } from '../../api/complaints/text-schemas';
import { cutText } from '../../domain/human-text';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { inNoLessThan } from './in-no-less-than';
import { accountsUrl } from './oidc-flow';
import { ownPath } from './own-path';

/** Longer than it takes to find somebody and store their mail, so that nobody learns which addresses are known. */
const ANSWERS_AFTER_MS = 400;
const ADDRESS_AT_MOST = 254;

/** The page that asks for the address to which a sign-in link is sent. */
export async function askPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const next = ownPath(request.query.next);
  if (request.session) return { kind: 'redirect', to: next ?? '/desk' };
  return ask(context, request, { status: 200, typed: '', next });
}

/** Gives the same response after the same time, whoever's address it is and however often it was asked for. */
export async function sendLink(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const typed = cutText(request.form.get('email') ?? '', ADDRESS_AT_MOST + 1).trim();
  const next = ownPath(request.form.get('next'));
  const { data: email } = emailSchema.safeParse(typed);
  if (email === undefined) return ask(context, request, { status: 422, typed, next });
  const isWithin = await context.limits.countSignIn({ address: request.address, email });
  await inNoLessThan(ANSWERS_AFTER_MS, () => mailLink(context, request, { email, nextPage: next, isWithin }));
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
  return ask(context, request, { status: 503, typed: '', next });
}

interface Asked {
  status: 200 | 422 | 503;
  typed: string;
  next: string | null;
}

function ask(context: PagesContext, request: PageRequest, { status, typed, next }: Asked): PageResponse {
  const locale = context.locales(languageFor(request, context.city));
  const title = locale.t('signIn.ask.title');
  return htmlPage({
    status,
    template: 'sign-in/ask',
    title,
    view: {
      ...{ heading: title, typed, next },
      isWrong: status === 422,
      accounts: context.oidc ? { url: accountsUrl(next), isDown: status === 503 } : null,
    },
    locale,
  });
}

import { email as emailSchema } from '../../api/complaints/text-schemas';
import { cutText } from '../../domain/human-text';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { inNoLessThan } from './in-no-less-than';
import { accountsUrl } from './oidc-flow';
import { ownPath } from './own-path';

/** Longer than it takes to find somebody and to write their mail down, so that nobody learns whose address is known. */
const ANSWERS_AFTER_MS = 400;
const ADDRESS_AT_MOST = 254;

/** Asks for the address that a link to sign in is sent to. */
export async function askPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const next = ownPath(visit.query.next);
  if (visit.session) return { kind: 'redirect', to: next ?? '/desk' };
  return ask(site, visit, { status: 200, typed: '', next });
}

/** The same answer after the same time, whoever's address it is and however often it was asked for. */
export async function sendLink(site: Site, visit: Visit): Promise<PageAnswer> {
  const typed = cutText(visit.form.get('email') ?? '', ADDRESS_AT_MOST + 1).trim();
  const next = ownPath(visit.form.get('next'));
  const { data: email } = emailSchema.safeParse(typed);
  if (email === undefined) return ask(site, visit, { status: 422, typed, next });
  const isWithin = await site.limits.countSignIn({ address: visit.address, email });
  await inNoLessThan(ANSWERS_AFTER_MS, () => mailLink(site, visit, { email, nextPage: next, isWithin }));
  return { kind: 'redirect', to: '/sign-in/sent' };
}

export async function sentPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const speech = site.speeches(languageFor(visit, site.city));
  const title = speech.say('signIn.sent.title');
  return {
    kind: 'page',
    status: 200,
    template: 'sign-in/sent',
    title,
    view: { heading: title },
    speech,
    keepsAddress: true,
  };
}

interface Asking {
  email: string;
  nextPage: string | null;
  isWithin: boolean;
}

/**
 * Beyond the limits a mailbox is sent another link only while it has none that is new and unused. Whoever asks for a
 * stranger's links, from however many networks, neither floods the mailbox nor keeps its owner out: one that works lies in it.
 */
async function mailLink(
  { staff, signIns, occasionalMails }: Site,
  { device }: Visit,
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

/** The same page for who came from the city's own accounts, which do not answer. */
export function accountsDownPage(site: Site, visit: Visit, next: string | null): PageAnswer {
  return ask(site, visit, { status: 503, typed: '', next });
}

interface Asked {
  status: 200 | 422 | 503;
  typed: string;
  next: string | null;
}

function ask(site: Site, visit: Visit, { status, typed, next }: Asked): PageAnswer {
  const speech = site.speeches(languageFor(visit, site.city));
  const title = speech.say('signIn.ask.title');
  return {
    kind: 'page',
    status,
    template: 'sign-in/ask',
    title,
    view: {
      ...{ heading: title, typed, next },
      isWrong: status === 422,
      accounts: site.oidc ? { url: accountsUrl(next), isDown: status === 503 } : null,
    },
    speech,
    keepsAddress: true,
  };
}

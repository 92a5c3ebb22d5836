import { htmlPage } from '../html-page';
import { openAddressLink, type ReporterLink, type SupporterLink } from '../links/reporter-link';
import { withToken } from '../links/link-urls';
import { StaleLink } from '../links/stale-link';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';

type AddressLink = ReporterLink | SupporterLink;

/** Asks whether the address is theirs. Opening the page confirms nothing, because mail scanners open links. */
export async function confirmPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const link = await openAddressLink(context, request, 'confirm');
  const isDone = link.kind === 'reporter' ? link.reporter.emailConfirmedAt !== null : isSaidDone(request);
  return addressPage(context, request, { link, page: 'confirm', isDone });
}

export async function confirmAddress(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const link = await openAddressLink(context, request, 'confirm');
  const { reporters } = context;
  const isTheirs =
    link.kind === 'reporter'
      ? await reporters.confirmEmail(link.claims)
      : await reporters.confirmSupporter(link.supporterId);
  if (!isTheirs) throw new StaleLink();
  return { kind: 'redirect', to: afterConfirming(context, request, link) };
}

/**
 * Reporters go on to their own page: from now on, our mails take them there, too. Supporters have none, nor has
 * somebody whose complaint was merged into a confidential one.
 */
function afterConfirming({ links }: PagesContext, request: PageRequest, link: AddressLink): string {
  const { complaint, claims } = link;
  const isOwn = claims.complaintId === complaint.id || !complaint.confidential;
  if (link.kind === 'supporter' || !isOwn)
    return withToken(`/confirm/${complaint.trackingCode}`, request, { done: 'yes' });
  const t = links.sign({ ...claims, purpose: 'reporter' });
  return withToken(`/my/${complaint.trackingCode}`, request, { t, done: 'confirmed' });
}

export async function stopPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const link = await openAddressLink(context, request, 'stop');
  const isDone = link.kind === 'reporter' ? link.reporter.mailsStoppedAt !== null : isSaidDone(request);
  return addressPage(context, request, { link, page: 'stop', isDone });
}

/** Also handles the request of a mail program's own button (RFC 8058), which follows no redirect. */
export async function stopMails(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const link = await openAddressLink(context, request, 'stop');
  const { reporters } = context;
  const isTheirs =
    link.kind === 'reporter'
      ? await reporters.stopMails(link.claims.complaintId)
      : await reporters.stopSupporterMails(link.supporterId);
  if (!isTheirs) throw new StaleLink();
  if (request.form.get('List-Unsubscribe') === 'One-Click') return { kind: 'empty' };
  return {
    kind: 'redirect',
    to: withToken(`/stop/${link.complaint.trackingCode}`, request, { done: 'yes' }),
  };
}

/** Taken from the query, because nothing is stored about a supporter that this page could show instead. */
function isSaidDone({ query }: PageRequest): boolean {
  return query.done === 'yes';
}

function addressPage(
  context: PagesContext,
  request: PageRequest,
  { link, page, isDone }: { link: AddressLink; page: 'confirm' | 'stop'; isDone: boolean },
): PageResponse {
  const code = link.complaint.trackingCode;
  const person = link.kind === 'reporter' ? link.reporter.language : null;
  const locale = context.locales(languageFor(request, context.city, person));
  const { t } = locale;
  const texts = page === 'confirm' ? 'confirmAddress' : 'stopMails';
  const heading = t(`web.${texts}.title`);
  return htmlPage({
    template: 'address',
    title: heading,
    view: {
      lead: t(`web.${texts}.lead`, { code }),
      button: t(`web.${texts}.button`),
      note: page === 'confirm' ? t('web.confirmAddress.notYou') : null,
      done: isDone ? t(`web.${texts}.done`, { code }) : null,
      action: withToken(`/${page}/${code}`, request),
      again: page === 'confirm' && link.kind === 'reporter' ? t('web.confirmAddress.toMine') : null,
      track: `/track/${code}`,
    },
    locale,
  });
}

import { openAddressLink, type ReporterLink, type SupporterLink } from '../links/reporter-link';
import { withToken } from '../links/link-urls';
import { StaleLink } from '../links/stale-link';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';

type AddressLink = ReporterLink | SupporterLink;

/** Asks whether the address is theirs; looking confirms nothing, since mail scanners look. */
export async function confirmPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const link = await openAddressLink(site, visit, 'confirm');
  const isDone = link.kind === 'reporter' ? link.reporter.emailConfirmedAt !== null : isSaidDone(visit);
  return addressPage(site, visit, { link, page: 'confirm', isDone });
}

export async function confirmAddress(site: Site, visit: Visit): Promise<PageAnswer> {
  const link = await openAddressLink(site, visit, 'confirm');
  const { reporters } = site;
  const isTheirs =
    link.kind === 'reporter'
      ? await reporters.confirmEmail(link.claims)
      : await reporters.confirmSupporter(link.supporterId);
  if (!isTheirs) throw new StaleLink();
  return {
    kind: 'redirect',
    to: withToken(`/confirm/${link.complaint.trackingCode}`, visit, { done: 'yes' }),
  };
}

export async function stopPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const link = await openAddressLink(site, visit, 'stop');
  const isDone = link.kind === 'reporter' ? link.reporter.mailsStoppedAt !== null : isSaidDone(visit);
  return addressPage(site, visit, { link, page: 'stop', isDone });
}

/** Also what a mail program sends when its own button is pressed (RFC 8058), which takes no redirection. */
export async function stopMails(site: Site, visit: Visit): Promise<PageAnswer> {
  const link = await openAddressLink(site, visit, 'stop');
  const { reporters } = site;
  const isTheirs =
    link.kind === 'reporter'
      ? await reporters.stopMails(link.claims.complaintId)
      : await reporters.stopSupporterMails(link.supporterId);
  if (!isTheirs) throw new StaleLink();
  if (visit.form.get('List-Unsubscribe') === 'One-Click') return { kind: 'empty' };
  return { kind: 'redirect', to: withToken(`/stop/${link.complaint.trackingCode}`, visit, { done: 'yes' }) };
}

/** Of a supporter nothing is kept that this page could show instead. */
function isSaidDone({ query }: Visit): boolean {
  return query.done === 'yes';
}

function addressPage(
  site: Site,
  visit: Visit,
  { link, page, isDone }: { link: AddressLink; page: 'confirm' | 'stop'; isDone: boolean },
): PageAnswer {
  const code = link.complaint.trackingCode;
  const person = link.kind === 'reporter' ? link.reporter.language : null;
  const speech = site.speeches(languageFor(visit, site.city, person));
  const { say } = speech;
  const texts = page === 'confirm' ? 'confirmAddress' : 'stopMails';
  const heading = say(`web.${texts}.title`);
  return {
    kind: 'page',
    status: 200,
    template: 'address',
    title: heading,
    view: {
      heading,
      lead: say(`web.${texts}.lead`, { code }),
      button: say(`web.${texts}.button`),
      note: page === 'confirm' ? say('web.confirmAddress.notYou') : null,
      done: isDone ? say(`web.${texts}.done`, { code }) : null,
      action: withToken(`/${page}/${code}`, visit),
      track: `/track/${code}`,
    },
    speech,
    keepsAddress: true,
  };
}

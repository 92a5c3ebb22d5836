import { showComplaint } from '../complaint/shown-complaint';
import { executeForm } from '../forms/execute-form';
import { failedPost, failureOf } from '../forms/failed-post';
import { formNamed, type FormName } from '../forms/act-fields';
import type { Refusal } from '../forms/refusal';
import { languageFor, type PageRequest } from '../http/page-request';
import { withToken } from '../links/link-urls';
import { hasLeft, openReporterLink, type ReporterLink } from '../links/reporter-link';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { ownPage, type OwnPage } from './my-view';
import { noteReading } from './seen-page';
import { mayWithdraw, withdrawView } from './withdraw-page';
import { addressState, type AddressState } from '../complaint/own-address';

/** The reporter's own page: their complaint, and the answers that they can give. */
export async function myPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const link = await openReporterLink(context, request);
  const page = await loadPage(context, request, link);
  return ownPage(context, request, { ...page, failed: null, done: doneOf(page, request) });
}

/** The same page with an address that was refused, as it was typed. */
export async function pageWithAddress(
  context: PagesContext,
  request: PageRequest,
  { link, addressFailure }: { link: ReporterLink; addressFailure: Refusal },
): Promise<PageResponse> {
  const page = await loadPage(context, request, link);
  return ownPage(context, request, { ...page, failed: null, done: null, addressFailure });
}

type LoadedPage = Pick<OwnPage, 'link' | 'shown' | 'locale' | 'address'>;

function doneOf({ shown, locale: { t } }: LoadedPage, { query }: PageRequest): string | null {
  if (query.done === 'address') return t('web.my.corrected');
  if (query.done === 'confirmed') return t('web.my.confirmed');
  if (query.done === 'address-kept') return t('web.my.correctTaken');
  if (query.done === 'seen') return t('web.my.seenDone');
  const sent = formNamed(query.done);
  if (sent === 'withdraw' && shown.complaint.reporterLeftAt !== null) return t('web.my.left');
  return sent ? t(`web.done.${sent}`) : null;
}

/** @throws StaleLink, and errors that are not about the form */
export async function sendMyForm(
  context: PagesContext,
  request: PageRequest,
  name: FormName,
): Promise<PageResponse> {
  const link = await openReporterLink(context, request);
  const { complaint, credential } = link;
  try {
    await noteReading(context, link);
    await executeForm(context, { name, posted: request, address: request.address, complaint, credential });
    return { kind: 'redirect', to: withToken(`/my/${complaint.trackingCode}`, request, { done: name }) };
  } catch (error) {
    const problem = failureOf(error);
    const page = await loadPage(context, request, await openReporterLink(context, request));
    const failed = await failedPost(context, request, { name, problem, ...page });
    return name === 'withdraw' && mayWithdraw(context, page)
      ? withdrawView(context, request, { ...page, failed })
      : ownPage(context, request, { ...page, failed, done: null });
  }
}

async function loadPage(
  context: PagesContext,
  request: PageRequest,
  link: ReporterLink,
): Promise<LoadedPage> {
  const { complaint, actor, reporter } = link;
  return {
    link,
    shown: await showComplaint(context, { complaint, actor }),
    locale: context.locales(languageFor(request, context.city, reporter.language)),
    address: await addressOf(context, link),
  };
}

/** Somebody who has left their complaint gets no more mails. */
async function addressOf(context: PagesContext, link: ReporterLink): Promise<AddressState> {
  const { complaint, reporter } = link;
  if (hasLeft(link)) return 'none';
  return reporter.complaintId === complaint.id
    ? addressState(context, reporter)
    : addressState(context, reporter, complaint.id);
}

import { messagePage } from '../message-page';
import { showComplaint } from '../complaint/shown-complaint';
import { executeForm, wasExecuted } from '../forms/execute-form';
import { failedPost, failureOf } from '../forms/failed-post';
import { ACT_FIELDS } from '../forms/act-fields';
import { textsOf } from '../forms/field-values';
import { doneOf } from '../forms/done-of';
import type { FormName } from '../forms/act-fields';
import { languageFor, type PageRequest } from '../http/page-request';
import { withToken } from '../links/link-urls';
import { openStaffLink, type StaffLink } from '../links/staff-link';
import { StaleLink } from '../links/stale-link';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { staffPage, type LoadedPage } from './act-view';

/** The page on which staff act from their mailbox. Looking at it changes nothing. */
export async function actPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const link = await openStaffLink(context, request);
  if (!link.isAlive) throw new StaleLink();
  const page = await loadPage(context, request, link);
  return staffPage(context, request, { ...page, failed: null, done: doneOf(request, page) });
}

/** @throws StaleLink, and errors that are not about the form */
export async function sendStaffForm(
  context: PagesContext,
  request: PageRequest,
  name: FormName,
): Promise<PageResponse> {
  const link = await openStaffLink(context, request);
  const { complaint, credential } = link;
  const post = { name, posted: request, address: request.address, complaint, credential };
  // A second click may arrive after the first has ended the link; it gets the same response.
  if (!link.isAlive && !(await wasExecuted(context, post)))
    throw new StaleLink(textsOf(ACT_FIELDS[name], request.form));
  try {
    await executeForm(context, post);
  } catch (error) {
    return afterFailure(context, request, { name, error });
  }
  const now = await openStaffLink(context, request);
  if (!now.isAlive) return recordedPage(context, request, now);
  return { kind: 'redirect', to: withToken(`/act/${complaint.trackingCode}`, request, { done: name }) };
}

async function afterFailure(
  context: PagesContext,
  request: PageRequest,
  { name, error }: { name: FormName; error: unknown },
): Promise<PageResponse> {
  const problem = failureOf(error);
  const link = await openStaffLink(context, request);
  if (!link.isAlive) throw new StaleLink(textsOf(ACT_FIELDS[name], request.form));
  const page = await loadPage(context, request, link);
  const failed = await failedPost(context, request, { name, problem, ...page });
  return staffPage(context, request, { ...page, failed, done: null });
}

async function loadPage(context: PagesContext, request: PageRequest, link: StaffLink): Promise<LoadedPage> {
  const { complaint, actor } = link;
  const locale = context.locales(languageFor(request, context.city));
  return { link, shown: await showComplaint(context, { complaint, actor }), locale };
}

/** The last page that a link shows after its own act has ended it. */
function recordedPage(context: PagesContext, request: PageRequest, { complaint }: StaffLink): PageResponse {
  const locale = context.locales(languageFor(request, context.city));
  const { t } = locale;
  const { trackingCode: code } = complaint;
  return messagePage(locale, {
    heading: t('web.recorded.title'),
    paragraphs: [t('web.recorded.moved', { code })],
    onward: { url: `/track/${code}`, label: t('web.recorded.track') },
  });
}

import { htmlPage } from '../html-page';
import { resolveBy } from '../../domain/promise';
import { offerForOne } from '../app/push-offer';
import { isFinal } from '../../domain/statuses';
import { complaintPage } from '../complaint/complaint-page';
import { lastKnown } from '../complaint/last-known';
import type { ShownComplaint } from '../complaint/shown-complaint';
import type { FailedPost } from '../forms/failed-post';
import type { FormName } from '../forms/act-fields';
import { errorSummary } from '../forms/field-errors';
import { formNotices, type FormNotices } from '../forms/form-notices';
import type { Refusal } from '../forms/refusal';
import { actFormView, type ActFormView } from '../forms/act-form-view';
import { offeredForms } from '../forms/offered-forms';
import type { PageRequest } from '../http/page-request';
import { withToken } from '../links/link-urls';
import { photoTokenOf } from '../links/photo-token';
import { PHOTO_FIELD_ASSETS } from '../photo-field/photo-field';
import { hasLeft, type ReporterLink } from '../links/reporter-link';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { questionOf } from './my-question';
import { addressCorrection } from './address-correction';
import type { AddressState } from '../complaint/own-address';
import { seenView } from './seen-page';
import { mayWithdraw } from './withdraw-page';

const REPORTER_FORMS = ['answer', 'confirm', 'reopen'] as const;

export interface OwnPage {
  link: ReporterLink;
  shown: ShownComplaint;
  locale: Locale;
  address: AddressState;
  failed: FailedPost | null;
  done: string | null;
  /** Why an address was refused. */
  addressFailure?: Refusal | null;
}

/** The reporter's complaint, the open question, and what else they can do. */
export function ownPage(context: PagesContext, request: PageRequest, page: OwnPage): PageResponse {
  const { link, shown, locale, failed, done, addressFailure = null } = page;
  const code = shown.view.trackingCode;
  const forms = formsOf(context, request, page);
  const isGone = hasLeft(link);
  const question = questionOf({ shown, locale }, forms);
  const view = {
    complaint: complaintPage(shown, {
      locale,
      photoToken: photoTokenOf(context, link),
      map: context.map,
      asks: forms.has('answer'),
      urlOf: (survivor) => withToken(`/my/${survivor}`, request),
    }),
    done,
    merged: link.claims.complaintId === shown.complaint.id ? null : locale.t('web.my.merged'),
    ...(addressFailure
      ? addressNotices(addressFailure, locale)
      : formNotices(failed, [...forms.keys()], locale)),
    live: { source: withToken(`/my/${code}/live`, request), sequence: lastKnown(shown.view) },
    question,
    seen: seenView(request, page),
    address: addressView(context, request, page),
    keep: JSON.stringify(keptOnDevice(page, request)),
    push: pushView(context, request, page),
    share: `/track/${code}`,
    stop: isGone ? null : stopUrl(context, link),
    stopped: link.reporter.mailsStoppedAt !== null || isGone,
    withdraw: mayWithdraw(context, page) ? withToken(`/my/${code}/withdraw`, request) : null,
  };
  const kind = locale.names.category(shown.view.category);
  return htmlPage({
    failure: failed ?? addressFailure,
    template: 'my',
    title: locale.t('web.complaint.title', { code, kind }),
    view,
    styles: ['map.css', ...PHOTO_FIELD_ASSETS.styles],
    scripts: ['live.js', 'my.js', 'app/push-here.js', ...PHOTO_FIELD_ASSETS.scripts],
    isRefreshed:
      question === null && failed === null && addressFailure === null && !isFinal(shown.complaint.status),
    locale,
  });
}

/** Phones are told of the complaint that they hold the link of, as long as something may happen to it. */
function pushView(context: PagesContext, request: PageRequest, { link, shown, locale, address }: OwnPage) {
  const { complaint } = shown;
  const isTheirs = link.claims.complaintId === complaint.id && !hasLeft(link);
  if (!isTheirs || isFinal(complaint.status)) return null;
  const my = withToken(`/my/${complaint.trackingCode}`, request);
  return offerForOne(context, { complaint, my, address }, locale);
}

function formsOf({ city }: PagesContext, request: PageRequest, page: OwnPage): Map<FormName, ActFormView> {
  const { link, shown, locale, failed } = page;
  const context = {
    locale,
    city,
    holder: shown.case.state.agency,
    typed: failed?.typed ?? null,
    action: (name: FormName) => withToken(`/my/${shown.view.trackingCode}/${name}`, request),
  };
  const offered: FormName[] = offeredForms(REPORTER_FORMS, { shown, actor: link.actor, city });
  const names: FormName[] = [...offered, ...(mayRate(page, request) ? ['rating' as const] : [])];
  return new Map(
    names.map((name) => {
      const isMain = name === 'confirm' || name === 'answer';
      return [name, actFormView(name, context, { isMain, labels: rejectionLabels(name, { shown, locale }) })];
    }),
  );
}

/** A rejected complaint is neither fixed nor unfixed: the reporter accepts the rejection or objects. */
function rejectionLabels(name: FormName, { shown, locale }: Pick<OwnPage, 'shown' | 'locale'>) {
  if (shown.complaint.status !== 'rejected') return undefined;
  const { t } = locale;
  if (name === 'confirm') return { title: t('web.my.accept'), button: t('web.my.accept') };
  return name === 'reopen' ? { title: t('web.my.object'), button: t('web.forms.reopen.button') } : undefined;
}

/** Whether to ask how it went: for a closed complaint, but not again right after the answer. */
function mayRate({ shown: { viewer, complaint }, done }: OwnPage, { query }: PageRequest): boolean {
  const isJustRated = done !== null && query.done === 'rating';
  return (
    viewer === 'own' && complaint.status === 'closed' && complaint.reporterLeftAt === null && !isJustRated
  );
}

/** What a device keeps of it (`web/public/device/types.d.ts`: `Mine`); the rest it asks for. */
function keptOnDevice(
  {
    shown: {
      view,
      case: { state },
    },
    locale,
  }: OwnPage,
  request: PageRequest,
) {
  return {
    code: view.trackingCode,
    my: withToken(`/my/${view.trackingCode}`, request),
    kind: locale.names.category(view.category),
    holder: locale.names.agency(state.agency),
    by: locale.time.long(resolveBy(state)),
    address: 'none',
    notice: null,
  };
}

const UNCONFIRMED = {
  mailed: 'web.my.confirmHint',
  withheld: 'web.my.withheld',
  undeliverable: 'web.my.undeliverable',
} as const;

/** Shows an unconfirmed address, so that the reporter can notice a typing mistake and correct it. */
function addressView(
  { city }: PagesContext,
  request: PageRequest,
  { link, shown, locale, address, addressFailure = null }: OwnPage,
) {
  const { email } = link.reporter;
  if (address === 'none' || address === 'confirmed' || email === null) return null;
  const action = withToken(`/my/${shown.view.trackingCode}/address`, request);
  const form = addressFailure ? request.form : undefined;
  return {
    hint: locale.t(UNCONFIRMED[address]),
    ...addressCorrection({ email, action, form, failure: addressFailure }, { city, locale }),
  };
}

function addressNotices({ warning, errors }: Refusal, locale: Locale): FormNotices {
  return { warning, kept: null, summary: errorSummary(errors, locale) };
}

/** Null for a reporter who gets no mails and so cannot stop them. */
function stopUrl({ links }: PagesContext, { reporter, claims, complaint }: ReporterLink): string | null {
  if (reporter.email === null || reporter.mailsStoppedAt !== null) return null;
  const token = links.sign({ ...claims, purpose: 'stop' });
  return `/stop/${complaint.trackingCode}?t=${encodeURIComponent(token)}`;
}

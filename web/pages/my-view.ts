import { randomUUID } from 'node:crypto';
import { isFinal } from '../../domain/statuses';
import { complaintPage } from '../complaint/complaint-page';
import { lastKnown } from '../complaint/last-known';
import type { ShownComplaint } from '../complaint/shown-complaint';
import type { FailedPost } from '../forms/failed-post';
import type { FormName } from '../forms/form-definitions';
import { formNotices } from '../forms/form-notices';
import { formView, type FormView } from '../forms/form-view';
import { offeredForms } from '../forms/offered-forms';
import type { Visit } from '../http/visit';
import { withToken } from '../links/link-urls';
import { photoTokenOf } from '../links/photo-token';
import { PHOTO_FIELD_ASSETS } from '../photo-field/photo-field';
import { hasLeft, type ReporterLink } from '../links/reporter-link';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import type { Speech } from '../speech';
import { questionOf } from './my-question';
import type { AddressState } from './own-address';

const REPORTER_FORMS = ['answer', 'confirm', 'reopen', 'withdraw'] as const;

export interface OwnPage {
  link: ReporterLink;
  shown: ShownComplaint;
  speech: Speech;
  address: AddressState;
  failed: FailedPost | null;
  done: string | null;
  /** What was typed in place of an address, if it is none. */
  mistyped: string | null;
}

/** The reporter's complaint, the question that is open, and what else they may do. */
export function ownPage(site: Site, visit: Visit, page: OwnPage): PageAnswer {
  const { link, shown, speech, failed, done } = page;
  const code = shown.view.trackingCode;
  const forms = formsOf(site, visit, page);
  const isGone = hasLeft(link);
  const question = questionOf({ shown, speech }, forms);
  const view = {
    complaint: complaintPage(shown, {
      speech,
      photoToken: photoTokenOf(site, link),
      map: site.map,
      asks: forms.has('answer'),
      urlOf: (survivor) => withToken(`/my/${survivor}`, visit),
    }),
    done,
    merged: link.claims.complaintId === shown.complaint.id ? null : speech.say('web.my.merged'),
    ...formNotices(failed, [...forms.keys()]),
    live: { source: withToken(`/my/${code}/live`, visit), sequence: lastKnown(shown.view) },
    question,
    address: addressView(visit, page),
    share: `/track/${code}`,
    stop: isGone ? null : stopUrl(site, link),
    stopped: link.reporter.mailsStoppedAt !== null || isGone,
    manage: [forms.get('withdraw')].filter((form) => form !== undefined),
  };
  const kind = speech.names.category(shown.view.category);
  return {
    kind: 'page',
    status: failed?.status ?? (page.mistyped === null ? 200 : 422),
    headers: failed?.headers,
    template: 'my',
    title: speech.say('web.complaint.title', { code, kind }),
    view,
    styles: ['map.css', ...PHOTO_FIELD_ASSETS.styles],
    scripts: ['live.js', ...PHOTO_FIELD_ASSETS.scripts],
    isRefreshed:
      question === null && failed === null && page.mistyped === null && !isFinal(shown.complaint.status),
    speech,
    keepsAddress: true,
  };
}

function formsOf({ city }: Site, visit: Visit, page: OwnPage): Map<FormName, FormView> {
  const { link, shown, speech, failed } = page;
  const context = {
    speech,
    city,
    holder: shown.case.state.agency,
    typed: failed?.typed ?? null,
    action: (name: FormName) => withToken(`/my/${shown.view.trackingCode}/${name}`, visit),
  };
  const offered: FormName[] = offeredForms(REPORTER_FORMS, { shown, actor: link.actor, city });
  const names: FormName[] = [...offered, ...(mayRate(page, visit) ? ['rating' as const] : [])];
  return new Map(
    names.map((name) => {
      const isMain = name === 'confirm' || name === 'answer';
      return [name, formView(name, context, { isMain, labels: rejectionLabels(name, { shown, speech }) })];
    }),
  );
}

/** A rejection is not fixed or unfixed: the reporter lets it stand or objects. */
function rejectionLabels(name: FormName, { shown, speech }: Pick<OwnPage, 'shown' | 'speech'>) {
  if (shown.complaint.status !== 'rejected') return undefined;
  const { say } = speech;
  if (name === 'confirm') return { title: say('web.my.accept'), button: say('web.my.accept') };
  return name === 'reopen'
    ? { title: say('web.my.object'), button: say('web.forms.reopen.button') }
    : undefined;
}

/** A closed complaint asks how it went, but not again right after the answer. */
function mayRate({ shown: { viewer, complaint }, done }: OwnPage, { query }: Visit): boolean {
  const isJustRated = done !== null && query.done === 'rating';
  return (
    viewer === 'own' && complaint.status === 'closed' && complaint.reporterLeftAt === null && !isJustRated
  );
}

const UNCONFIRMED = {
  mailed: 'web.my.confirmHint',
  withheld: 'web.my.withheld',
  undeliverable: 'web.my.undeliverable',
} as const;

/** An address that nobody has confirmed, in full: a slip of the finger is seen here, and put right. */
function addressView(visit: Visit, { link, shown, speech, address, mistyped }: OwnPage) {
  const { email } = link.reporter;
  if (address === 'none' || address === 'confirmed' || email === null) return null;
  return {
    email,
    hint: speech.say(UNCONFIRMED[address]),
    action: withToken(`/my/${shown.view.trackingCode}/address`, visit),
    key: randomUUID(),
    typed: mistyped ?? '',
    error: mistyped === null ? null : speech.say('web.support.emailWrong'),
  };
}

/** Only who gets mails can stop them. */
function stopUrl({ links }: Site, { reporter, claims, complaint }: ReporterLink): string | null {
  if (reporter.email === null || reporter.mailsStoppedAt !== null) return null;
  const token = links.sign({ ...claims, purpose: 'stop' });
  return `/stop/${complaint.trackingCode}?t=${encodeURIComponent(token)}`;
}

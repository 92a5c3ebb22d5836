import { htmlPage } from '../html-page';
import { complaintPage } from '../complaint/complaint-page';
import type { ShownComplaint } from '../complaint/shown-complaint';
import { staffFacts } from '../complaint/staff-facts';
import type { FailedPost } from '../forms/failed-post';
import type { FormName } from '../forms/act-fields';
import { formNotices } from '../forms/form-notices';
import { actFormView } from '../forms/act-form-view';
import { offeredForms } from '../forms/offered-forms';
import { mainForm, STAFF_FORMS, wantedForm } from '../forms/staff-forms';
import type { PageRequest } from '../http/page-request';
import { withToken } from '../links/link-urls';
import { photoTokenOf } from '../links/photo-token';
import type { StaffLink } from '../links/staff-link';
import { officeName } from '../office-name';
import type { PageResponse } from '../page-response';
import { PHOTO_FIELD_ASSETS } from '../photo-field/photo-field';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';

export interface LoadedPage {
  link: StaffLink;
  shown: ShownComplaint;
  locale: Locale;
}

export interface StaffPage extends LoadedPage {
  failed: FailedPost | null;
  done: string | null;
}

/** A complaint with its deadlines, and the acts that are possible now. */
export function staffPage(context: PagesContext, request: PageRequest, page: StaffPage): PageResponse {
  const { shown, locale, failed, done } = page;
  const { t, names } = locale;
  const offered = offeredForms(STAFF_FORMS, { shown, actor: page.link.actor, city: context.city });
  const wanted = wantedForm(STAFF_FORMS, request);
  const main = mainForm(offered, wanted);
  const form = formOf(context, request, page);
  const view = {
    complaint: complaintPage(shown, {
      locale,
      photoToken: photoTokenOf(context, page.link),
      ...(main === 'acknowledge' ? { heading: t('web.act.accept') } : {}),
      urlOf: (code) => `/track/${code}`,
    }),
    done,
    ...formNotices(failed, offered, locale),
    overtaken: wanted !== null && !offered.includes(wanted) && !failed ? t('web.act.overtaken') : null,
    actingAs: t('web.act.for', { office: officeName(page.link.recipient, { city: context.city, locale }) }),
    main: main && form(main, { isMain: true }),
    others: offered.filter((name) => name !== main).map((name) => form(name, { isOpen: name === wanted })),
    facts: staffFacts(page),
  };
  const kind = names.category(shown.view.category);
  return htmlPage({
    failure: failed,
    template: 'act',
    ...PHOTO_FIELD_ASSETS,
    title: t('web.complaint.title', { code: shown.view.trackingCode, kind }),
    view,
    locale,
  });
}

function formOf(pages: PagesContext, request: PageRequest, { shown, locale, failed }: StaffPage) {
  const context = {
    locale,
    city: pages.city,
    holder: shown.case.state.agency,
    givesBack: shown.case.state.takenOver,
    typed: failed?.typed ?? null,
    action: () => withToken(`/act/${shown.view.trackingCode}`, request),
  };
  return (name: FormName, emphasis: { isMain?: boolean; isOpen?: boolean }) =>
    actFormView(name, context, emphasis);
}

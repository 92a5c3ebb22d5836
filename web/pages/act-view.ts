import { complaintPage } from '../complaint/complaint-page';
import type { ShownComplaint } from '../complaint/shown-complaint';
import { staffFacts } from '../complaint/staff-facts';
import type { FailedPost } from '../forms/failed-post';
import type { FormName } from '../forms/form-definitions';
import { formNotices } from '../forms/form-notices';
import { formView } from '../forms/form-view';
import { offeredForms } from '../forms/offered-forms';
import { mainForm, STAFF_FORMS, wantedForm } from '../forms/staff-forms';
import type { Visit } from '../http/visit';
import { withToken } from '../links/link-urls';
import { photoTokenOf } from '../links/photo-token';
import type { StaffLink } from '../links/staff-link';
import { officeName } from '../office-name';
import type { PageAnswer } from '../page-answer';
import { PHOTO_FIELD_ASSETS } from '../photo-field/photo-field';
import type { Site } from '../site';
import type { Speech } from '../speech';

export interface Written {
  link: StaffLink;
  shown: ShownComplaint;
  speech: Speech;
}

export interface StaffPage extends Written {
  failed: FailedPost | null;
  done: string | null;
}

/** A complaint with its hours, and what may be done with it now. */
export function staffPage(site: Site, visit: Visit, page: StaffPage): PageAnswer {
  const { shown, speech, failed, done } = page;
  const { say, names } = speech;
  const offered = offeredForms(STAFF_FORMS, { shown, actor: page.link.actor, city: site.city });
  const wanted = wantedForm(STAFF_FORMS, visit);
  const main = mainForm(offered, wanted);
  const form = formOf(site, visit, page);
  const view = {
    complaint: complaintPage(shown, {
      speech,
      photoToken: photoTokenOf(site, page.link),
      ...(main === 'acknowledge' ? { heading: say('web.act.accept') } : {}),
      urlOf: (code) => `/track/${code}`,
    }),
    done,
    ...formNotices(failed, offered),
    overtaken: wanted !== null && !offered.includes(wanted) && !failed ? say('web.act.overtaken') : null,
    actingAs: say('web.act.for', { office: officeName(page.link.recipient, { city: site.city, speech }) }),
    main: main && form(main, { isMain: true }),
    others: offered.filter((name) => name !== main).map((name) => form(name, { isOpen: name === wanted })),
    facts: staffFacts(page),
  };
  const kind = names.category(shown.view.category);
  return {
    kind: 'page',
    status: failed?.status ?? 200,
    headers: failed?.headers,
    template: 'act',
    ...PHOTO_FIELD_ASSETS,
    title: say('web.complaint.title', { code: shown.view.trackingCode, kind }),
    view,
    speech,
    keepsAddress: true,
  };
}

function formOf(site: Site, visit: Visit, { shown, speech, failed }: StaffPage) {
  const context = {
    speech,
    city: site.city,
    holder: shown.case.state.agency,
    givesBack: shown.case.state.takenOver,
    typed: failed?.typed ?? null,
    action: () => withToken(`/act/${shown.view.trackingCode}`, visit),
  };
  return (name: FormName, emphasis: { isMain?: boolean; isOpen?: boolean }) =>
    formView(name, context, emphasis);
}

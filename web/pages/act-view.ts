import { acknowledgeBy, objectionBy, resolveBy } from '../../domain/promise';
import { isOpen } from '../../domain/statuses';
import { inLanguage } from '../../city/in-language';
import type { MessageKey } from '../../mail/locales';
import { centreContact } from '../../mail/recipients';
import { complaintPage } from '../complaint/complaint-page';
import type { ShownComplaint } from '../complaint/shown-complaint';
import type { FailedPost } from '../forms/failed-post';
import type { FormName } from '../forms/form-definitions';
import { formNotices } from '../forms/form-notices';
import { formView } from '../forms/form-view';
import { offeredForms } from '../forms/offered-forms';
import { mainForm, STAFF_FORMS, wantedForm } from '../forms/staff-forms';
import type { Visit } from '../http/visit';
import { withToken } from '../links/link-urls';
import type { StaffLink } from '../links/staff-link';
import type { PageAnswer } from '../page-answer';
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
      token: visit.query.t ?? null,
      ...(main === 'acknowledge' ? { heading: say('web.act.accept') } : {}),
      urlOf: (code) => `/track/${code}`,
    }),
    done,
    ...formNotices(failed, offered),
    overtaken: wanted !== null && !offered.includes(wanted) && !failed ? say('web.act.overtaken') : null,
    actingAs: say('web.act.for', { office: officeOf(site, page) }),
    main: main && form(main, { isMain: true }),
    others: offered.filter((name) => name !== main).map((name) => form(name, { isOpen: name === wanted })),
    facts: factsOf(page),
  };
  const kind = names.category(shown.view.category);
  return {
    kind: 'page',
    status: failed?.status ?? 200,
    headers: failed?.headers,
    template: 'act',
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
    typed: failed?.typed ?? null,
    action: () => withToken(`/act/${shown.view.trackingCode}`, visit),
  };
  return (name: FormName, emphasis: { isMain?: boolean; isOpen?: boolean }) =>
    formView(name, context, emphasis);
}

function officeOf({ city }: Site, { link, speech }: Written): string {
  const { recipient } = link;
  switch (recipient.role) {
    case 'agency':
      return speech.names.office(0, recipient.agency);
    case 'supervisor':
      return speech.names.office(1, recipient.agency);
    case 'agency_head':
      return speech.names.office(2, recipient.agency);
    case 'command_centre':
      return inLanguage(centreContact(city, recipient.contact).titles, speech.language);
  }
}

function factsOf({ shown, speech }: Written): { label: string; value: string }[] {
  const { say, names, time } = speech;
  const { state } = shown.case;
  const accept = acknowledgeBy(state);
  const answerBy = objectionBy(shown.case);
  const fact = (label: MessageKey, value: string) => ({ label: say(label), value });
  return [
    fact('web.act.holder', names.office(state.escalationLevel, state.agency)),
    fact('web.act.receivedAt', time.long(state.receivedAt)),
    ...(accept === null ? [] : [fact('web.act.acknowledgeBy', time.long(accept))]),
    ...(isOpen(state.status) ? [fact('web.act.resolveBy', time.long(resolveBy(state)))] : []),
    ...(answerBy === null ? [] : [fact('web.act.answerBy', time.long(answerBy))]),
    fact('web.act.level', time.number(state.escalationLevel)),
    ...(shown.complaint.confidential
      ? [fact('mail.facts.confidential', say('mail.facts.confidentialValue'))]
      : []),
  ];
}

import { staffVisit, type StaffVisit } from '../../desk/staff-visit';
import type { PageHandler } from '../../http/serve-page';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import { shownSecretPage } from './shown-secret-page';
import { webhookFailure, type WebhookFailure } from './webhook-failure';
import { EMPTY_WEBHOOK, typedWebhook, webhookFormView, type TypedWebhook } from './webhook-form';

export const newWebhookPage: PageHandler = async (site, visit) =>
  page(site, staffVisit(site, visit), { typed: EMPTY_WEBHOOK, failure: null });

/** Answers with the signing secret itself: it is in no address and on no other page. */
export const addWebhook: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const typed = typedWebhook(visit.form, site.city);
  try {
    const { credential } = staff.session;
    const made = await site.carryOutWebhooks({ act: 'addWebhook', body: typed, credential });
    return await shownSecretPage(site, staff, made);
  } catch (error) {
    return page(site, staff, { typed, failure: webhookFailure(error, staff.speech) });
  }
};

function page(
  { city }: Site,
  { speech, session }: StaffVisit,
  { typed, failure }: { typed: TypedWebhook; failure: WebhookFailure | null },
): PageAnswer {
  const title = speech.say('webhooks.new.title');
  return {
    kind: 'page',
    status: failure?.status ?? 200,
    headers: failure?.headers,
    template: 'admin/webhooks/new',
    title,
    view: {
      heading: title,
      warning: failure?.warning ?? null,
      form: webhookFormView(
        {
          action: '/admin/webhooks/new',
          button: 'webhooks.new.button',
          csrf: session.csrf,
          typed,
          faults: failure?.faults ?? [],
        },
        { city, speech },
      ),
    },
    styles: ['admin.css'],
    speech,
    keepsAddress: true,
  };
}

import { htmlPage } from '../../html-page';
import { staffRequest, type StaffRequest } from '../../sign-in/staff-request';
import type { PageHandler } from '../../http/serve-page';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { shownSecretPage } from './shown-secret-page';
import { webhookFailure, type WebhookFailure } from './webhook-failure';
import { EMPTY_WEBHOOK, typedWebhook, webhookFormView, type TypedWebhook } from './webhook-form';

export const newWebhookPage: PageHandler = async (context, request) =>
  page(context, staffRequest(context, request), { typed: EMPTY_WEBHOOK, failure: null });

/** Responds with the signing secret itself: it is in no address and on no other page. */
export const addWebhook: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const typed = typedWebhook(request.form, context.city);
  try {
    const { credential } = staff.session;
    const asked = { params: {}, body: typed, credential };
    const made = await context.execute(context.operations.addWebhook, asked);
    return await shownSecretPage(context, staff, made);
  } catch (error) {
    return page(context, staff, { typed, failure: webhookFailure(error, staff.locale) });
  }
};

function page(
  { city }: PagesContext,
  { locale, session }: StaffRequest,
  { typed, failure }: { typed: TypedWebhook; failure: WebhookFailure | null },
): PageResponse {
  const title = locale.t('webhooks.new.title');
  return htmlPage({
    failure,
    template: 'admin/webhooks/new',
    title,
    view: {
      warning: failure?.warning ?? null,
      form: webhookFormView(
        {
          action: '/admin/webhooks/new',
          button: 'webhooks.new.button',
          csrf: session.csrf,
          typed,
          errors: failure?.errors ?? [],
        },
        { city, locale },
      ),
    },
    styles: ['admin.css'],
    locale,
  });
}

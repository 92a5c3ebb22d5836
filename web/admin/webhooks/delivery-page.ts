import { htmlPage } from '../../html-page';
import { notFound } from '../../../api/http/problem';
import type { WebhookDeliveryDetails } from '../../../database/stores/webhook-deliveries';
import type { WebhookEndpoint } from '../../../database/stores/webhook-endpoint';
import { staffRequest, type StaffRequest } from '../../sign-in/staff-request';
import type { PageHandler } from '../../http/serve-page';
import type { PageRequest } from '../../http/page-request';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { refusalOf, type Refusal } from '../../forms/refusal';
import { webhookWarning } from './webhook-fields';
import { webhookAt } from './webhook-page';
import { attemptView, deliveryView, webhookUrl, webhookView } from './webhook-view';

/** One delivery with all its attempts. */
export const deliveryPage: PageHandler = async (context, request) =>
  page(staffRequest(context, request), {
    ...(await deliveryAt(context, request)),
    isDone: request.query.done === 'replayed',
    failure: null,
  });

export const replayDelivery: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const { credential } = staff.session;
  const { endpoint, delivery } = await deliveryAt(context, request);
  const { id } = endpoint;
  try {
    const params = { id, delivery: delivery.id };
    await context.execute(context.operations.replayWebhookDelivery, { params, credential });
  } catch (error) {
    const refused = { fields: [], form: request.form, warningOf: webhookWarning };
    const failure = refusalOf(error, refused, staff);
    return page(staff, { endpoint, delivery, isDone: false, failure });
  }
  return { kind: 'redirect', to: `${webhookUrl(id)}/deliveries/${delivery.id}?done=replayed` };
};

interface Found {
  endpoint: WebhookEndpoint;
  delivery: WebhookDeliveryDetails;
}

/** @throws Problem `not_found` */
async function deliveryAt(context: PagesContext, request: PageRequest): Promise<Found> {
  const endpoint = await webhookAt(context, request);
  const delivery = await context.webhooks.delivery(endpoint.id, request.params.delivery ?? '');
  if (!delivery) throw notFound();
  return { endpoint, delivery };
}

interface Shown extends Found {
  isDone: boolean;
  failure: Refusal | null;
}

function page(
  { locale, session }: StaffRequest,
  { endpoint, delivery, isDone, failure }: Shown,
): PageResponse {
  const { t } = locale;
  const view = deliveryView(endpoint.id, delivery, locale);
  const { label, url } = webhookView(endpoint, locale);
  return htmlPage({
    failure,
    template: 'admin/webhooks/delivery',
    title: t('webhooks.attempts.title'),
    view: {
      ...view,
      back: { url, label },
      done: isDone ? t('webhooks.done.replayed') : null,
      warning: failure?.warning ?? null,
      csrf: session.csrf,
      tried: delivery.tried.map((attempt) => attemptView(attempt, locale)),
    },
    styles: ['admin.css'],
    locale,
  });
}

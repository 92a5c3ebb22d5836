import { notFound } from '../../../api/http/problem';
import type { WebhookDeliveryDetails } from '../../../database/stores/webhook-deliveries';
import type { WebhookEndpoint } from '../../../database/stores/webhook-endpoint';
import { staffVisit, type StaffVisit } from '../../desk/staff-visit';
import type { PageHandler } from '../../http/serve-page';
import type { Visit } from '../../http/visit';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import { webhookFailure, type WebhookFailure } from './webhook-failure';
import { webhookAt } from './webhook-page';
import { attemptView, deliveryView, webhookUrl, webhookView } from './webhook-view';

/** One delivery with each attempt at it. */
export const deliveryPage: PageHandler = async (site, visit) =>
  page(staffVisit(site, visit), {
    ...(await deliveryAt(site, visit)),
    isDone: visit.query.done === 'replayed',
    failure: null,
  });

export const replayDelivery: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const { credential } = staff.session;
  const { endpoint, delivery } = await deliveryAt(site, visit);
  const { id } = endpoint;
  try {
    await site.carryOutWebhooks({ act: 'replayWebhookDelivery', id, delivery: delivery.id, credential });
  } catch (error) {
    const failure = webhookFailure(error, staff.speech);
    return page(staff, { endpoint, delivery, isDone: false, failure });
  }
  return { kind: 'redirect', to: `${webhookUrl(id)}/deliveries/${delivery.id}?done=replayed` };
};

interface Found {
  endpoint: WebhookEndpoint;
  delivery: WebhookDeliveryDetails;
}

/** @throws Problem `not_found` */
async function deliveryAt(site: Site, visit: Visit): Promise<Found> {
  const endpoint = await webhookAt(site, visit);
  const delivery = await site.webhooks.delivery(endpoint.id, visit.params.delivery ?? '');
  if (!delivery) throw notFound();
  return { endpoint, delivery };
}

interface Shown extends Found {
  isDone: boolean;
  failure: WebhookFailure | null;
}

function page({ speech, session }: StaffVisit, { endpoint, delivery, isDone, failure }: Shown): PageAnswer {
  const { say } = speech;
  const view = deliveryView(endpoint.id, delivery, speech);
  const { label, url } = webhookView(endpoint, speech);
  return {
    kind: 'page',
    status: failure?.status ?? 200,
    headers: failure?.headers,
    template: 'admin/webhooks/delivery',
    title: say('webhooks.attempts.title'),
    view: {
      ...view,
      heading: say('webhooks.attempts.title'),
      back: { url, label },
      done: isDone ? say('webhooks.done.replayed') : null,
      warning: failure?.warning ?? null,
      csrf: session.csrf,
      tried: delivery.tried.map((attempt) => attemptView(attempt, speech)),
    },
    styles: ['admin.css'],
    speech,
    keepsAddress: true,
  };
}

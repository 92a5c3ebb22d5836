import type { WebhookDelivery } from '../../database/stores/webhook-deliveries';
import type { WebhookStore } from '../../database/stores/webhook-store';
import { administratorOnly } from '../authentication/administrator-only';
import { defineOperation } from '../http/operation';
import { notFound } from '../http/problem';
import { json } from '../http/reply';
import { presentDelivery, presentDetails } from './webhook-presenter';
import { deliveryDetailsSchema, deliveryListSchema, deliveryQuery, deliverySchema } from './webhook-schemas';

interface DeliveryDeps {
  publicUrl: string;
  webhooks: WebhookStore;
}

const TAG = 'Webhooks';
const QUEUED = { 202: { description: 'It is queued, and tried at once.', schema: deliverySchema } };

/** The deliveries of a webhook and their attempts. */
export function deliveryOperations(deps: DeliveryDeps) {
  return {
    pingWebhook: pingWebhook(deps),
    listWebhookDeliveries: listDeliveries(deps),
    getWebhookDelivery: getDelivery(deps),
    replayWebhookDelivery: replayDelivery(deps),
  };
}

function pingWebhook({ webhooks }: DeliveryDeps) {
  return defineOperation(
    {
      id: 'pingWebhook',
      audience: 'administrators',
      method: 'post',
      path: '/webhooks/{id}/ping',
      tag: TAG,
      summary: 'Sends a signed message about nothing (`sikesal.ping.v1`)',
      responses: QUEUED,
      problems: ['not_found', 'conflict'],
    },
    {
      permit: administratorOnly,
      handle: async ({ params: { id = '' } }) => queued(await webhooks.ping(id)),
    },
  );
}

function listDeliveries({ webhooks, publicUrl }: DeliveryDeps) {
  return defineOperation(
    {
      id: 'listWebhookDeliveries',
      audience: 'administrators',
      example: { query: { state: 'pending', limit: '10' } },
      headers: ['Link'],
      method: 'get',
      path: '/webhooks/{id}/deliveries',
      tag: TAG,
      summary: 'What was sent or waits to be, newest first; kept for 30 days',
      query: deliveryQuery,
      responses: {
        200: { description: 'One page; `Link` and `next` say where it goes on.', schema: deliveryListSchema },
      },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ params: { id = '' }, query: { limit, cursor, state } }) {
        if (!(await webhooks.find(id))) throw notFound();
        const page = await webhooks.deliveries(id, { limit, cursor, state });
        const items = page.items.map(presentDelivery);
        if (page.next === null) return json(200, { items, next: null });
        const search = new URLSearchParams({
          ...{ cursor: page.next, limit: String(limit) },
          ...(state === undefined ? {} : { state }),
        });
        const next = `${publicUrl}/api/v1/webhooks/${id}/deliveries?${search}`;
        return json(200, { items, next }, { Link: `<${next}>; rel="next"` });
      },
    },
  );
}

function getDelivery({ webhooks }: DeliveryDeps) {
  return defineOperation(
    {
      id: 'getWebhookDelivery',
      audience: 'administrators',
      method: 'get',
      path: '/webhooks/{id}/deliveries/{delivery}',
      tag: TAG,
      summary: 'One delivery with its attempts',
      responses: { 200: { description: 'The delivery.', schema: deliveryDetailsSchema } },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ params: { id = '', delivery = '' } }) {
        const found = await webhooks.delivery(id, delivery);
        if (!found) throw notFound();
        return json(200, presentDetails(found));
      },
    },
  );
}

function replayDelivery({ webhooks }: DeliveryDeps) {
  return defineOperation(
    {
      id: 'replayWebhookDelivery',
      audience: 'administrators',
      method: 'post',
      path: '/webhooks/{id}/deliveries/{delivery}/replay',
      tag: TAG,
      summary: 'Sends it again, whatever became of it, under the same `webhook-id`',
      responses: QUEUED,
      problems: ['not_found', 'conflict'],
    },
    {
      permit: administratorOnly,
      handle: async ({ params: { id = '', delivery = '' } }) => queued(await webhooks.replay(id, delivery)),
    },
  );
}

function queued(delivery: WebhookDelivery | null) {
  if (!delivery) throw notFound();
  return json(202, presentDelivery(delivery));
}

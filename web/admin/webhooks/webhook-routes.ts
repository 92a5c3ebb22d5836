import type { PageOptions } from '../../http/serve-page';
import { buttonRoute, type PageRoute } from '../../page-route';
import { deliveryPage, replayDelivery } from './delivery-page';
import { newWebhookPage } from './new-webhook-page';
import {
  changeWebhook,
  pingWebhook,
  removeWebhook,
  rotateSecret,
  switchOff,
  switchOn,
  webhookPage,
} from './webhook-page';
import { webhookUrl } from './webhook-view';
import { webhooksPage } from './webhooks-page';

const options: PageOptions = { isSecret: true, needs: ['administrator'] };
const WEBHOOK = webhookUrl(':id');
const DELIVERY = `${WEBHOOK}/deliveries/:delivery`;

/** Pages for administrators to manage webhooks. */
export const webhookRoutes: readonly PageRoute[] = [
  { path: '/admin/webhooks', get: webhooksPage, options },
  { ...newWebhookPage, options },
  { path: WEBHOOK, get: webhookPage, post: changeWebhook, options },
  buttonRoute(WEBHOOK, 'ping', { post: pingWebhook, options }),
  buttonRoute(WEBHOOK, 'secret', { post: rotateSecret, options }),
  buttonRoute(WEBHOOK, 'switch-on', { post: switchOn, options }),
  buttonRoute(WEBHOOK, 'switch-off', { post: switchOff, options }),
  buttonRoute(WEBHOOK, 'remove', { post: removeWebhook, options }),
  { path: DELIVERY, get: deliveryPage, options },
  buttonRoute(DELIVERY, 'replay', { post: replayDelivery, options }),
];

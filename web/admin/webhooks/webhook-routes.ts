import type { PageHandler, PageOptions } from '../../http/serve-page';
import type { PageRoute } from '../../page-route';
import { deliveryPage, replayDelivery } from './delivery-page';
import { addWebhook, newWebhookPage } from './new-webhook-page';
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

const ADMINISTRATORS: PageOptions = { isSecret: true, needs: ['administrator'] };

/** Redirects a GET of a button's address to the button's page: a secret is only shown after its POST. */
const backToWebhook: PageHandler = async (_site, { params: { id = '' } }) => ({
  kind: 'redirect',
  to: webhookUrl(encodeURIComponent(id)),
});

const button = (name: string, post: PageHandler): PageRoute => ({
  path: `/admin/webhooks/:id/${name}`,
  get: backToWebhook,
  post,
  options: ADMINISTRATORS,
});

/** Pages for administrators to manage webhooks. */
export const webhookRoutes: readonly PageRoute[] = [
  { path: '/admin/webhooks', get: webhooksPage, options: ADMINISTRATORS },
  { path: '/admin/webhooks/new', get: newWebhookPage, post: addWebhook, options: ADMINISTRATORS },
  { path: '/admin/webhooks/:id', get: webhookPage, post: changeWebhook, options: ADMINISTRATORS },
  button('ping', pingWebhook),
  button('secret', rotateSecret),
  button('switch-on', switchOn),
  button('switch-off', switchOff),
  button('remove', removeWebhook),
  { path: '/admin/webhooks/:id/deliveries/:delivery', get: deliveryPage, options: ADMINISTRATORS },
  button('deliveries/:delivery/replay', replayDelivery),
];

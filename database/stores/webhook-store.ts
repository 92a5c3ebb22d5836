import type { Database } from '../connection';
import type { SecretBox } from './secret-box';
import { createWebhookDeliveries, type WebhookDeliveries } from './webhook-deliveries';
import { createWebhookEndpoints, type WebhookEndpoints } from './webhook-endpoints';

export type WebhookStore = WebhookEndpoints & WebhookDeliveries;

/** Webhooks as administrators see and change them; the courier has a queue of its own. */
export function createWebhookStore(deps: { db: Database; box: SecretBox }): WebhookStore {
  return { ...createWebhookEndpoints(deps), ...createWebhookDeliveries(deps) };
}

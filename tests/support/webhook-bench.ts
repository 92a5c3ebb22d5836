import type { Database } from '../../database/connection';
import { createFeedReader } from '../../database/readers/feed-reader';
import { createWebhookTargetReader } from '../../database/readers/webhook-target-reader';
import { publishEvents } from '../../database/stores/event-positions';
import { createSecretBox } from '../../database/stores/secret-box';
import type { WebhookSettings } from '../../database/stores/webhook-endpoint';
import { createWebhookFanOut } from '../../database/stores/webhook-fan-out';
import { createWebhookQueue } from '../../database/stores/webhook-queue';
import { createWebhookStore } from '../../database/stores/webhook-store';
import { createCourier } from '../../delivery/courier';
import { WEBHOOK_COURIER_SETTINGS, type CourierSettings } from '../../delivery/courier-settings';
import { describeDelivery } from '../../delivery/describe-delivery';
import { createWebhookChannel } from '../../delivery/webhook-channel';
import { createGuardedRequest } from '../../network/guarded-request';
import type { LogLine } from './courier-bench';

/** Settings in which hours are milliseconds, as in `QUICK`. */
export const QUICK_WEBHOOKS: CourierSettings = {
  ...WEBHOOK_COURIER_SETTINGS,
  leaseMs: 20_000,
  leaseReserveMs: 1_000,
  pollMs: 15,
  backoff: { firstMs: 5, mostMs: 40, jitter: 0.2 },
  recordRetryMs: 20,
};

export const BOX = createSecretBox({
  secrets: [{ kid: 'a', secret: 'a secret of the tests, and of them only' }],
});
export const AUTHOR = { by: 'test' };

export interface WebhookCourierInput {
  db: Database;
  settings?: Partial<CourierSettings>;
  timeoutMs?: number;
  allowedNetworks?: string[];
}

/** The webhook courier as the worker has it, with quick settings. */
export function setUpWebhookCourier(input: WebhookCourierInput) {
  const { db, settings, timeoutMs = 5_000, allowedNetworks = ['127.0.0.0/8'] } = input;
  const log: LogLine[] = [];
  const listen = (level: LogLine['level']) => (fields: object, message: string) =>
    void log.push({ level, text: `${message} ${JSON.stringify(fields)}` });
  const courier = createCourier({
    queue: createWebhookQueue({ db }),
    channel: createWebhookChannel({
      targets: createWebhookTargetReader({ db, box: BOX }),
      feed: createFeedReader({ db }),
      request: createGuardedRequest({ allowedNetworks }),
      publicUrl: 'https://aduan.example',
      settings: { timeoutMs },
    }),
    describe: describeDelivery,
    chance: Math.random,
    logger: { info: listen('info'), warn: listen('warn'), error: listen('error') },
    metrics: { attempted: () => undefined },
    settings: { ...QUICK_WEBHOOKS, ...settings },
  });
  return { courier, log };
}

/** Gives positions to the stored events and queues them for the endpoints that want them. */
export async function publish(db: Database): Promise<void> {
  await publishEvents(db, { limit: 500, fanOut: createWebhookFanOut({ db }) });
}

/** Adds an endpoint, by default for all events. */
export async function addEndpoint(db: Database, settings: Partial<WebhookSettings> & { url: string }) {
  const { endpoint, secret } = await createWebhookStore({ db, box: BOX }).add(
    { label: 'JCOC', types: [], agencies: [], categories: [], includeConfidential: false, ...settings },
    AUTHOR,
  );
  return { id: endpoint.id, secret };
}

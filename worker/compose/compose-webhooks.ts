import { createFeedReader } from '../../database/readers/feed-reader';
import { createWebhookTargetReader } from '../../database/readers/webhook-target-reader';
import { CHANNELS } from '../../database/stores/notify';
import { createSecretBox } from '../../database/stores/secret-box';
import { createWebhookQueue } from '../../database/stores/webhook-queue';
import { WEBHOOK_COURIER_SETTINGS } from '../../delivery/courier-settings';
import { describeDelivery } from '../../delivery/describe-delivery';
import { createWebhookChannel, WEBHOOK_CHANNEL_SETTINGS } from '../../delivery/webhook-channel';
import { createGuardedRequest } from '../../network/guarded-request';
import { runCourier } from './run-courier';
import type { WorkerParts } from './worker-parts';

/** Gives a request on its way its full timeout before the process ends. */
const GRACE_MS = 12_000;

/** Starts sending webhooks. */
export function startWebhookCourier({ settings, logger, db }: WorkerParts): { stop(): Promise<void> } {
  const box = createSecretBox({ secrets: settings.LINK_SECRET });
  const channel = createWebhookChannel({
    targets: createWebhookTargetReader({ db, box }),
    feed: createFeedReader({ db }),
    request: createGuardedRequest({ allowedNetworks: settings.OUTGOING_ALLOWED_NETWORKS }),
    publicUrl: settings.PUBLIC_URL,
    settings: WEBHOOK_CHANNEL_SETTINGS,
  });
  return runCourier({
    of: 'webhooks',
    queue: createWebhookQueue({ db }),
    channel,
    describe: describeDelivery,
    logger,
    settings: WEBHOOK_COURIER_SETTINGS,
    databaseUrl: settings.DATABASE_URL,
    wakeOn: CHANNELS.webhooks,
    graceMs: GRACE_MS,
  });
}

import { Runtime } from '@temporalio/worker';
import { errorName } from '../../config/error-name';
import { listen } from '../../database/listen';
import { createFeedReader } from '../../database/readers/feed-reader';
import { createWebhookTargetReader } from '../../database/readers/webhook-target-reader';
import { CHANNELS } from '../../database/stores/notify';
import { createSecretBox } from '../../database/stores/secret-box';
import { createWebhookQueue } from '../../database/stores/webhook-queue';
import { createCourier } from '../../delivery/courier';
import { WEBHOOK_COURIER_SETTINGS } from '../../delivery/courier-settings';
import { describeDelivery } from '../../delivery/describe-delivery';
import { createWebhookChannel, WEBHOOK_CHANNEL_SETTINGS } from '../../delivery/webhook-channel';
import { createGuardedRequest } from '../../network/guarded-request';
import { createCourierMetrics } from '../courier-metrics';
import type { WorkerParts } from './worker-parts';

/** Gives a request on its way its full timeout before the process ends. */
const GRACE_MS = 12_000;

/** Starts sending webhooks: at once when one is queued, and every few seconds in any case. */
export function startWebhookCourier({ settings, logger, db }: WorkerParts): { stop(): Promise<void> } {
  const box = createSecretBox({ secrets: settings.LINK_SECRET });
  const channel = createWebhookChannel({
    targets: createWebhookTargetReader({ db, box }),
    feed: createFeedReader({ db }),
    request: createGuardedRequest({ allowedNetworks: settings.OUTGOING_ALLOWED_NETWORKS }),
    publicUrl: settings.PUBLIC_URL,
    settings: WEBHOOK_CHANNEL_SETTINGS,
  });
  const courier = createCourier({
    queue: createWebhookQueue({ db }),
    channel,
    describe: describeDelivery,
    chance: Math.random,
    logger,
    metrics: createCourierMetrics(Runtime.instance().metricMeter),
    settings: WEBHOOK_COURIER_SETTINGS,
  });
  const listener = listen({
    url: settings.DATABASE_URL,
    channels: [CHANNELS.webhooks],
    onNotify: () => courier.wake(),
    onLost: (error) =>
      logger.warn(
        { failure: errorName(error) },
        'the database is out of hearing for the courier of webhooks',
      ),
  });
  courier.start();
  return {
    async stop() {
      await courier.stop(GRACE_MS);
      await listener.close();
    },
  };
}

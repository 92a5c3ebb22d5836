import { Runtime } from '@temporalio/worker';
import { errorName } from '../../config/error-name';
import { listen } from '../../database/listen';
import type { QueueItem } from '../../database/stores/delivery-queue';
import { createCourier } from '../../delivery/courier';
import type { CourierDeps } from '../../delivery/courier-deps';
import { createCourierMetrics } from '../courier-metrics';

interface CourierParts<Item extends QueueItem> extends Omit<CourierDeps<Item>, 'chance' | 'metrics'> {
  /** What it sends, for the log. */
  of: 'mails' | 'webhooks' | 'pushes';
  databaseUrl: string;
  /** The channel of PostgreSQL on which the courier learns at once that something is due. */
  wakeOn: string;
  /** Time for what is on its way when the process ends, in milliseconds. */
  graceMs: number;
}

/** Starts a courier that sends at once when something is queued, and every few seconds in any case. */
export function runCourier<Item extends QueueItem>({
  of,
  databaseUrl,
  wakeOn,
  graceMs,
  ...deps
}: CourierParts<Item>): { stop(): Promise<void> } {
  const metrics = createCourierMetrics(Runtime.instance().metricMeter);
  const courier = createCourier({ ...deps, chance: Math.random, metrics });
  const listener = listen({
    url: databaseUrl,
    channels: [wakeOn],
    onNotify: () => courier.wake(),
    onLost: (error) =>
      deps.logger.warn(
        { failure: errorName(error) },
        `the database is out of hearing for the courier of ${of}`,
      ),
  });
  courier.start();
  return {
    async stop() {
      await courier.stop(graceMs);
      await listener.close();
    },
  };
}

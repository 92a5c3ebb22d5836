import type { Channel, Outcome } from './channel';
import type { CourierSettings } from './courier-settings';
import type { DeliveryQueue, QueueItem } from '../database/stores/delivery-queue';

export interface CourierLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface CourierMetrics {
  /** `lost`: the lease ran out before the outcome was recorded, so the item may go out twice. */
  attempted(input: { kind: string; outcome: Outcome['outcome'] | 'lost'; durationMs: number }): void;
}

export interface CourierDeps<Item extends QueueItem> {
  queue: DeliveryQueue<Item>;
  channel: Channel<Item>;
  /** What to log about an item: ids and codes, nothing personal. */
  describe(item: Item): object;
  /** In [0, 1), to spread the retries. */
  chance: () => number;
  logger: CourierLogger;
  metrics: CourierMetrics;
  settings: CourierSettings;
}

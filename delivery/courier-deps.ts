import type { ClaimedNotification, NotificationQueue } from '../database/stores/notification-queue';
import type { Instant } from '../domain/instant';
import type { Channel } from './channel';
import type { CourierSettings } from './courier-settings';

export interface CourierLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface CourierMetrics {
  /** `lost`: the lease ran out before the outcome was recorded, so the notification may go out twice. */
  attempted(input: {
    kind: ClaimedNotification['kind'];
    outcome: 'sent' | 'suppressed' | 'failed' | 'retry' | 'lost';
    durationMs: number;
  }): void;
}

export interface CourierDeps {
  notifications: NotificationQueue;
  channel: Channel;
  /** Real time; `chance` in [0, 1) spreads the retries. */
  clock: { now(): Instant };
  chance: () => number;
  logger: CourierLogger;
  metrics: CourierMetrics;
  settings: CourierSettings;
}

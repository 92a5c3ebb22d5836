import {
  cityEventData,
  cityEventId,
  cityEventType,
  type CityEvent,
  type CityEventData,
} from '../domain/city-event';
import type { Instant } from '../domain/instant';

/** What receivers get, in the layout of Standard Webhooks. Thin: nothing personal, no text. */
export type WebhookMessage =
  | {
      type: string;
      /** When it happened, RFC 3339. */
      timestamp: string;
      /** `id` is the event's id in the feed, the same for every receiver. */
      data: CityEventData & { id: string };
    }
  | { type: 'sikesal.ping.v1'; timestamp: string; data: Record<string, never> };

export function webhookMessage(event: CityEvent, { publicUrl }: { publicUrl: string }): WebhookMessage {
  return {
    type: cityEventType(event.type),
    timestamp: isoInstant(event.at),
    data: { id: cityEventId(event), ...cityEventData(event, { publicUrl, isoInstant }) },
  };
}

/** A message without content, to test whether a receiver responds and checks signatures. */
export function pingMessage({ at }: { at: Instant }): WebhookMessage {
  return { type: 'sikesal.ping.v1', timestamp: isoInstant(at), data: {} };
}

function isoInstant(at: Instant): string {
  return new Date(at).toISOString();
}

import type { Instant } from '../../domain/instant';
import type { EventType } from '../../domain/timeline';
import { sqlInstant } from '../instants';

/** Where another application wants to hear of events, and of which. An empty list means all of them. */
export interface WebhookSettings {
  url: string;
  label: string;
  types: EventType[];
  agencies: string[];
  categories: string[];
  /** Whether events of confidential complaints go there too. */
  includeConfidential: boolean;
}

/** `gone`: it answered 410. `failing`: three days of nothing but failures. */
export type DisabledReason = 'by_hand' | 'gone' | 'failing';

export interface WebhookEndpoint extends WebhookSettings {
  id: string;
  createdAt: Instant;
  /** Since when there were only failures. */
  failingSince: Instant | null;
  /** Nothing is sent and nothing new is queued; what waits then waits. */
  disabledAt: Instant | null;
  disabledReason: DisabledReason | null;
  /** Deliveries that wait for their first or next attempt. */
  pending: number;
  /** Until when a signing secret that was replaced signs along. */
  previousSecretUntil: Instant | null;
}

/** Columns of `webhook_endpoints AS w`, as an endpoint has them. */
export const ENDPOINT_COLUMNS = `
  w.id, w.url, w.label, w.types, w.agencies, w.categories, w.include_confidential AS "includeConfidential",
  ${sqlInstant('w.created_at')} AS "createdAt", ${sqlInstant('w.failing_since')} AS "failingSince",
  ${sqlInstant('w.disabled_at')} AS "disabledAt", w.disabled_reason AS "disabledReason",
  (SELECT count(*)::integer FROM webhook_deliveries d WHERE d.endpoint_id = w.id AND d.state = 'pending') AS pending,
  (SELECT ${sqlInstant('max(s.signs_until)')} FROM webhook_secrets s
    WHERE s.endpoint_id = w.id AND s.signs_until > now()) AS "previousSecretUntil"`;

import type { Instant } from '../../domain/instant';
import type { EventType } from '../../domain/timeline';
import { sqlInstant } from '../instants';

/** Where another application receives events, and which. An empty list means all. */
export interface WebhookSettings {
  url: string;
  label: string;
  types: EventType[];
  agencies: string[];
  categories: string[];
  /** Whether it gets events of confidential complaints, too. */
  includeConfidential: boolean;
}

/** `gone`: it returned 410. `failing`: nothing but failures for three days. */
export type DisabledReason = 'by_hand' | 'gone' | 'failing';

export interface WebhookEndpoint extends WebhookSettings {
  id: string;
  createdAt: Instant;
  /** Since when all attempts have failed. */
  failingSince: Instant | null;
  /** Nothing is sent and nothing new is queued; pending deliveries stay pending. */
  disabledAt: Instant | null;
  disabledReason: DisabledReason | null;
  /** Deliveries waiting for their first or next attempt. */
  pending: number;
  /** Until when the previous signing secret also signs. */
  previousSecretUntil: Instant | null;
}

/** Columns of `webhook_endpoints AS w` that make up an endpoint. */
export const ENDPOINT_COLUMNS = `
  w.id, w.url, w.label, w.types, w.agencies, w.categories, w.include_confidential AS "includeConfidential",
  ${sqlInstant('w.created_at')} AS "createdAt", ${sqlInstant('w.failing_since')} AS "failingSince",
  ${sqlInstant('w.disabled_at')} AS "disabledAt", w.disabled_reason AS "disabledReason",
  (SELECT count(*)::integer FROM webhook_deliveries d WHERE d.endpoint_id = w.id AND d.state = 'pending') AS pending,
  (SELECT ${sqlInstant('max(s.signs_until)')} FROM webhook_secrets s
    WHERE s.endpoint_id = w.id AND s.signs_until > now()) AS "previousSecretUntil"`;

import type { Database } from '../connection';
import { IS_PUBLIC_EVENT } from '../readers/feed-filter';
import { joinsNothingConfidential } from '../readers/confidential-merges';
import { selectRows } from '../select-rows';
import type { FanOut } from './event-positions';
import { CHANNELS } from './notify';

// A hand-over also goes to endpoints that filter by the agency that gave the case away. The lock keeps the removal
// of an endpoint from failing the publisher: its rows are skipped.
const FAN_OUT = `
  WITH wanted AS (
    SELECT w.id AS endpoint_id, e.position
    FROM timeline_events e JOIN complaints c ON c.id = e.complaint_id
    JOIN webhook_endpoints w ON w.disabled_at IS NULL
      AND (w.types = '{}' OR e.type = ANY(w.types))
      AND (w.categories = '{}' OR c.category = ANY(w.categories))
      AND (w.agencies = '{}' OR c.agency = ANY(w.agencies)
        OR e.type = 'reassigned' AND e.data->>'from' = ANY(w.agencies))
      AND (w.include_confidential OR NOT c.confidential AND ${joinsNothingConfidential('e')})
    WHERE e.position BETWEEN $1 AND $2 AND ${IS_PUBLIC_EVENT}
    FOR KEY SHARE OF w
  ), queued AS (
    INSERT INTO webhook_deliveries (id, endpoint_id, position)
    SELECT gen_random_uuid(), endpoint_id, position FROM wanted
    ON CONFLICT (endpoint_id, position) DO NOTHING RETURNING id
  )
  SELECT pg_notify($3, '') FROM (SELECT FROM queued LIMIT 1) AS any_queued`;

/** Queues webhook deliveries for events when they are given their positions. */
export function createWebhookFanOut({ db }: { db: Database }): FanOut {
  return async ({ fromPosition, toPosition, transaction }) => {
    await selectRows(db, { sql: FAN_OUT, bind: [fromPosition, toPosition, CHANNELS.webhooks], transaction });
  };
}

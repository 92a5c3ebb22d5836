import type { CityPack } from '../../city/city-pack';
import type { SortedBy } from '../../city/directory';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { OPEN } from '../status-lists';

/** A code that is used in the database. */
export interface UsedCode {
  kind: SortedBy;
  code: string;
  /** Complaints that have it now, that have it in their promise facts, or that had it before a hand-over. */
  complaints: number;
  /** Of those that have it now, how many are open. */
  open: number;
  /** Members of staff who can sign in, keys that are valid, and enabled webhooks that filter by it. */
  staff: number;
  keys: number;
  webhooks: number;
}

export interface PackUsageReader {
  /** Every code that is used anywhere, even by what is long over, but is not among the pack's codes in use. */
  notInUse(city: Pick<CityPack, SortedBy>): Promise<UsedCode[]>;
}

// One pass over each table; codes in use are dropped before anything is counted. Besides today's codes, timelines
// contain the agencies and categories of hand-overs.
const NOT_IN_USE = `
  SELECT kind, code, count(DISTINCT complaint_id)::int AS complaints,
    (count(DISTINCT complaint_id) FILTER (WHERE open))::int AS open, sum(staff)::int AS staff, sum(keys)::int AS keys,
    sum(webhooks)::int AS webhooks
  FROM (
    SELECT kind, code, id, status IN ${OPEN}, 0, 0, 0 FROM complaints CROSS JOIN LATERAL
      (VALUES ('agencies', agency), ('categories', category), ('districts', district)) AS named (kind, code)
  UNION ALL
    SELECT kind, code, complaint_id, false, 0, 0, 0 FROM promise_facts CROSS JOIN LATERAL
      (VALUES ('agencies', agency), ('categories', category), ('districts', district)) AS named (kind, code)
  UNION ALL
    SELECT kind, code, complaint_id, false, 0, 0, 0 FROM timeline_events CROSS JOIN LATERAL (VALUES
      ('agencies', data->>'from'), ('agencies', data->>'to'), ('categories', data->>'category')) AS named (kind, code)
    WHERE type = 'reassigned' AND code IS NOT NULL
  UNION ALL
    SELECT 'agencies', agency, NULL, false, (deactivated_at IS NULL)::int, 0, 0 FROM staff WHERE agency IS NOT NULL
  UNION ALL
    SELECT 'agencies', agency, NULL, false, 0, (revoked_at IS NULL AND coalesce(expires_at > now(), true))::int, 0
    FROM api_keys WHERE agency IS NOT NULL
  UNION ALL
    SELECT 'agencies', agency, NULL, false, 0, 0, 0 FROM agency_outages
  UNION ALL
    SELECT kind, code, NULL, false, 0, 0, (disabled_at IS NULL)::int FROM webhook_endpoints CROSS JOIN LATERAL (
      SELECT 'agencies', unnest(agencies) UNION ALL SELECT 'categories', unnest(categories)) AS named (kind, code)
  ) AS used (kind, code, complaint_id, open, staff, keys, webhooks)
  WHERE NOT CASE kind WHEN 'agencies' THEN code = ANY($1::text[]) WHEN 'categories' THEN code = ANY($2::text[])
    ELSE code = ANY($3::text[]) END
  GROUP BY kind, code ORDER BY kind, code`;

export function createPackUsageReader({ db }: { db: Database }): PackUsageReader {
  return {
    notInUse({ agencies, categories, districts }) {
      const bind = [agencies, categories, districts].map((list) => list.map(({ code }) => code));
      return selectRows<UsedCode>(db, { sql: NOT_IN_USE, bind });
    },
  };
}

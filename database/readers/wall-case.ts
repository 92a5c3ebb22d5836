import type { Instant } from '../../domain/instant';
import type { EscalationLevel } from '../../domain/policy';

/** An open complaint as shown on the command centre's wall. All instants are by the real clock. */
export interface WallCase {
  trackingCode: string;
  category: string;
  agency: string;
  district: string;
  /** Null for a confidential complaint, and when only the district is known. */
  latitude: number | null;
  longitude: number | null;
  level: EscalationLevel;
  targetHours: number;
  isReopened: boolean;
  /** By when the agency has to acknowledge or resolve next. */
  nextBy: Instant;
  resolveBy: Instant;
  /** The first checkpoint of this cycle that passed without the acknowledgement; null when that is not missing. */
  missedBy: Instant | null;
}

const onRealClock = (expression: string) =>
  `floor(extract(epoch FROM ${expression}) * 1000)::float8 - c.clock_offset`;

// Only for escalated cases that nobody has acknowledged: a few of many, each by its primary key.
const FIRST_MISS = `
  SELECT ${onRealClock('min(e.due_at)')} FROM (
    SELECT type, data, due_at, sequence, max(sequence) FILTER (WHERE type = 'reopened') OVER () AS "reopenedAt"
    FROM timeline_events WHERE complaint_id = c.id
  ) AS e
  WHERE e.sequence > coalesce(e."reopenedAt", 0)
    AND (e.type = 'escalated' AND e.data->>'cause' = 'not_acknowledged'
      OR e.type = 'noted' AND e.data->>'requirement' = 'acknowledged')`;

const isPlaced = 'NOT c.confidential AND NOT c.approximate';

/** Everything that is open: `desk_rank` 0 means open and `desk_order` is the deadline, both in an index. */
export const OPEN_CASES = `
  SELECT c.tracking_code AS "trackingCode", c.category, c.agency, c.district,
    CASE WHEN ${isPlaced} THEN c.latitude END AS latitude, CASE WHEN ${isPlaced} THEN c.longitude END AS longitude,
    c.escalation_level AS level, c.target_hours AS "targetHours", c.cycle > 1 AS "isReopened",
    c.desk_order::float8 AS "nextBy", ${onRealClock('c.resolve_by')} AS "resolveBy",
    CASE WHEN c.escalation_level > 0 AND c.acknowledged_at IS NULL THEN (${FIRST_MISS}) END AS "missedBy"
  FROM complaints c WHERE c.desk_rank = 0
  ORDER BY c.desk_order, c.id`;

import type { Instant } from '../../domain/instant';
import type { EscalationLevel } from '../../domain/policy';
import type { Status } from '../../domain/statuses';
import { sqlInstant } from '../instants';

/**
 * A complaint as a row of a desk's list, without anything about its reporter. Deadlines are by the case's own
 * clock.
 */
export interface DeskRow {
  id: string;
  trackingCode: string;
  category: string;
  district: string;
  address: string | null;
  status: Status;
  cycle: number;
  agency: string;
  /** Id of the officer who has it. */
  officer: string | null;
  level: EscalationLevel;
  decisionPending: boolean;
  /** Whether the command centre works it in place of its agency. */
  takenOver: boolean;
  /** Whether a question to the reporter is open. */
  asks: boolean;
  receivedAt: Instant;
  acknowledgedAt: Instant | null;
  resolvedAt: Instant | null;
  rejectedAt: Instant | null;
  closedAt: Instant | null;
  acknowledgeBy: Instant | null;
  resolveBy: Instant;
  /** The time by the case's clock. */
  now: Instant;
  rank: number;
  order: number;
}

/** The select list, from `complaints c`. */
export const DESK_COLUMNS = `
  c.id, c.tracking_code AS "trackingCode", c.category, c.district, c.address, c.status, c.cycle, c.agency, c.officer,
  c.escalation_level AS level, c.decision_pending AS "decisionPending", c.taken_over AS "takenOver",
  c.question_asked_at IS NOT NULL AS asks,
  ${sqlInstant('c.received_at')} AS "receivedAt", ${sqlInstant('c.acknowledged_at')} AS "acknowledgedAt",
  ${sqlInstant('c.resolved_at')} AS "resolvedAt", ${sqlInstant('c.rejected_at')} AS "rejectedAt",
  ${sqlInstant('c.closed_at')} AS "closedAt", ${sqlInstant('c.acknowledge_by')} AS "acknowledgeBy",
  ${sqlInstant('c.resolve_by')} AS "resolveBy", ${sqlInstant('now()')} + c.clock_offset AS now,
  c.desk_rank AS rank, c.desk_order::float8 AS "order"`;

export const DESK_ORDER = 'c.desk_rank, c.desk_order, c.id';

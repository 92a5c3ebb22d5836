import type { TimelineActor } from '../../domain/actor';
import type { Instant } from '../../domain/instant';
import type { EscalationLevel } from '../../domain/policy';
import type { Status } from '../../domain/statuses';
import type { EventType, Fact } from '../../domain/timeline';
import { sqlInstant } from '../instants';

/** An event of the city's feed, with its complaint's state at the time of reading. */
export interface FeedEvent {
  /** Its place in the feed: above 0, without gaps, never changed. */
  position: number;
  complaintId: string;
  trackingCode: string;
  sequence: number;
  type: EventType;
  /** When it was decided, by the case's clock. */
  at: Instant;
  /** By the database's clock. */
  recordedAt: Instant;
  actorKind: TimelineActor['kind'];
  actorAgency: string | null;
  data: Fact['data'];

  agency: string;
  category: string;
  district: string;
  status: Status;
  level: EscalationLevel;
  confidential: boolean;
  /** Whether an agency's first act has made its text public. */
  published: boolean;
  /** Id of the application's key that filed it. */
  filedBy: string | null;
  targetHours: number;
  receivedAt: Instant;
  resolveBy: Instant;
  resolvedAt: Instant | null;
}

export const FEED_COLUMNS = `
  e.position::float8 AS position, e.complaint_id AS "complaintId", c.tracking_code AS "trackingCode", e.sequence,
  e.type, ${sqlInstant('e.at')} AS at, ${sqlInstant('e.recorded_at')} AS "recordedAt", e.actor_kind AS "actorKind",
  e.actor_agency AS "actorAgency", e.data, c.agency, c.category, c.district, c.status,
  c.escalation_level AS level, c.confidential, c.published, c.filed_by AS "filedBy",
  c.target_hours AS "targetHours", ${sqlInstant('c.received_at')} AS "receivedAt",
  ${sqlInstant('c.resolve_by')} AS "resolveBy", ${sqlInstant('c.resolved_at')} AS "resolvedAt"`;

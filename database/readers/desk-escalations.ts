import type { Instant } from '../../domain/instant';
import type { NotificationKind } from '../../domain/notification-kinds';
import type { TimelineEvent } from '../../domain/timeline';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { sqlInstant } from '../instants';

export type EscalatedData = Extract<TimelineEvent, { type: 'escalated' }>['data'];

/** One message to an office or a member of staff. */
export interface StaffNotification {
  kind: NotificationKind;
  /** Reference: `agency:pupr`, `staff:<id>`. */
  recipient: string;
  /** When it was decided, by the case's clock. */
  at: Instant;
  state: 'pending' | 'sent' | 'failed' | 'suppressed';
}

/** Why a complaint is at its level. */
export interface Escalation {
  data: EscalatedData;
  at: Instant;
  /** Null when no deadline caused it. */
  dueAt: Instant | null;
  /** Notifications to staff of the current holder, in order. */
  asked: StaffNotification[];
}

type EscalationRow = Omit<Escalation, 'asked'> & { complaintId: string };
type StaffNotificationRow = StaffNotification & { complaintId: string };

const ESCALATIONS = `
  SELECT DISTINCT ON (complaint_id) complaint_id AS "complaintId", data, ${sqlInstant('at')} AS at,
    ${sqlInstant('due_at')} AS "dueAt"
  FROM timeline_events WHERE complaint_id = ANY($1::uuid[]) AND type = 'escalated'
  ORDER BY complaint_id, sequence DESC`;

const STAFF_NOTIFICATIONS = `
  SELECT n.complaint_id AS "complaintId", n.kind, n.recipient, n.state, ${sqlInstant('e.at')} AS at
  FROM complaints c
  JOIN notifications n ON n.complaint_id = c.id AND n.assignment = c.assignment
  JOIN timeline_events e ON e.complaint_id = n.complaint_id AND e.sequence = n.sequence
  WHERE c.id = ANY($1::uuid[]) AND n.recipient !~ '^(reporter|supporter):' AND n.kind <> 'unassigned'
  ORDER BY n.complaint_id, n.sequence, n.recipient`;

export async function readEscalations(
  db: Database,
  complaintIds: readonly string[],
): Promise<Map<string, Escalation>> {
  const bind = [[...complaintIds]];
  const [escalations, asked] = await Promise.all([
    selectRows<EscalationRow>(db, { sql: ESCALATIONS, bind }),
    selectRows<StaffNotificationRow>(db, { sql: STAFF_NOTIFICATIONS, bind }),
  ]);
  return new Map(
    escalations.map(({ complaintId, ...escalation }) => [
      complaintId,
      {
        ...escalation,
        asked: asked
          .filter((each) => each.complaintId === complaintId)
          .map(({ kind, recipient, at, state }) => ({ kind, recipient, at, state })),
      },
    ]),
  );
}

import type { Transaction } from 'sequelize';
import type { TimelineEvent } from '../../domain/timeline';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { toTimelineEvent, type TimelineEventRow } from './timeline-rows';

const TIMELINES = `
  SELECT complaint_id AS "complaintId", sequence, type, at, due_at AS "dueAt", actor_kind AS "actorKind",
    actor_agency AS "actorAgency", actor_ref AS "actorRef", data, input_id AS "inputId", request_id AS "requestId"
  FROM timeline_events WHERE complaint_id = ANY($1::uuid[]) ORDER BY complaint_id, sequence`;

/** The complete timelines of complaints, by id. */
export async function readTimelines(
  db: Database,
  { complaintIds, transaction }: { complaintIds: readonly string[]; transaction?: Transaction },
): Promise<Map<string, TimelineEvent[]>> {
  const rows = await selectRows<TimelineEventRow>(db, { sql: TIMELINES, bind: [complaintIds], transaction });
  const timelines = new Map<string, TimelineEvent[]>();
  for (const row of rows) {
    const timeline = timelines.get(row.complaintId) ?? [];
    timeline.push(toTimelineEvent(row));
    timelines.set(row.complaintId, timeline);
  }
  return timelines;
}

import type { EventType } from '../../domain/timeline';
import type { Database } from '../connection';
import { toInstant } from '../instants';
import { selectRows } from '../select-rows';
import { toTimelineEvent, type TimelineEventRow } from '../cases/timeline-rows';
import { toPhotoRecord, type PhotoRecord, type TimelineRecord } from './complaint-record';

/** One step of a complaint that is published to other systems. */
export interface PublishedUpdate {
  complaintId: string;
  event: TimelineRecord;
  /** Its number among the complaint's published steps, from 1 without gaps. */
  step: number;
  /** For a note, which changes no status: the type of the last event before it that did. Null for other steps. */
  before: EventType | null;
}

interface UpdateRow extends TimelineEventRow {
  recordedAt: Date;
  text: string | null;
  step: number;
  before: EventType | null;
}

/**
 * SQL condition for published steps, worded like the index. Notes among staff and what a survivor absorbed are not
 * published.
 * @param event name of the timeline's row
 */
export function isPublishedUpdate(event: string): string {
  return `${event}.type IN (
    'acknowledged', 'started', 'resolved', 'rejected', 'reassigned', 'reopened', 'closed', 'withdrawn', 'merged', 'noted'
  )
  AND (${event}.type <> 'noted' OR (${event}.data->>'kind' = 'note' AND ${event}.data->>'public' = 'true'))
  AND (${event}.type <> 'merged' OR ${event}.data->>'into' IS NOT NULL)`;
}

const COLUMNS = `e.complaint_id AS "complaintId", e.sequence, e.type, e.at, e.due_at AS "dueAt",
  e.actor_kind AS "actorKind", e.actor_agency AS "actorAgency", e.actor_ref AS "actorRef", e.data,
  e.input_id AS "inputId", e.request_id AS "requestId", e.recorded_at AS "recordedAt", i.text,
  (SELECT count(*)::int FROM timeline_events t
    WHERE t.complaint_id = e.complaint_id AND t.sequence <= e.sequence AND ${isPublishedUpdate('t')}) AS step,
  (SELECT s.type FROM timeline_events s
    WHERE e.type = 'noted' AND s.complaint_id = e.complaint_id AND s.sequence < e.sequence
      AND s.type IN ('assigned', 'acknowledged', 'started', 'resolved', 'rejected', 'reassigned', 'reopened')
    ORDER BY s.sequence DESC LIMIT 1) AS before`;

interface UpdateQuery {
  /** `DISTINCT ON (…)`, or nothing. */
  distinct?: string;
  /** What follows the tables, with values as `$1`, `$2`, …; `e` is the event. */
  rest: string;
  bind: unknown[];
}

/** Two queries, however many events. */
export async function readPublishedUpdates(
  db: Database,
  { distinct = '', rest, bind }: UpdateQuery,
): Promise<PublishedUpdate[]> {
  const rows = await selectRows<UpdateRow>(db, {
    // Only texts that an event refers to: the texts of refused acts are stored as well.
    sql: `SELECT ${distinct} ${COLUMNS} FROM timeline_events e
      LEFT JOIN act_inputs i ON i.id = e.input_id AND i.complaint_id = e.complaint_id ${rest}`,
    bind,
  });
  const photos = await photosOf(db, rows);
  return rows.map(({ recordedAt, text, step, before, ...row }) => ({
    complaintId: row.complaintId,
    step,
    before,
    event: {
      ...toTimelineEvent(row),
      text,
      photos: photos.filter(({ inputId }) => inputId !== null && inputId === row.inputId),
      recordedAt: toInstant(recordedAt),
    },
  }));
}

async function photosOf(db: Database, rows: UpdateRow[]): Promise<PhotoRecord[]> {
  const withInput = rows.filter(({ inputId }) => inputId !== null);
  if (withInput.length === 0) return [];
  const complaintId = [...new Set(withInput.map((row) => row.complaintId))];
  const inputId = withInput.flatMap((row) => row.inputId ?? []);
  const photos = await db.models.Photo.findAll({
    where: { complaintId, inputId },
    order: [['position', 'ASC']],
  });
  return photos.map(toPhotoRecord);
}

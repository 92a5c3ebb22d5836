import type { InferAttributes } from 'sequelize';
import type { TimelineActor } from '../../domain/actor';
import type { TimelineEvent } from '../../domain/timeline';
import { toDateOrNull } from '../instants';
import type { ColumnTypes } from '../recordset';
import type { TimelineEventModel } from '../models/define-timeline-event';

export type TimelineEventRow = Omit<InferAttributes<TimelineEventModel>, 'recordedAt'>;

/** The columns to write: all but `recorded_at`, which only the database sets. */
export const TIMELINE_FIELDS = [
  'complaintId',
  'sequence',
  'type',
  'at',
  'dueAt',
  'actorKind',
  'actorAgency',
  'actorRef',
  'data',
  'inputId',
  'requestId',
] as const satisfies readonly (keyof TimelineEventRow)[];

/** The PostgreSQL types of these columns. */
export const TIMELINE_TYPES: ColumnTypes<TimelineEventRow> = {
  complaintId: 'uuid',
  sequence: 'integer',
  type: 'text',
  at: 'timestamptz',
  dueAt: 'timestamptz',
  actorKind: 'text',
  actorAgency: 'text',
  actorRef: 'text',
  data: 'jsonb',
  inputId: 'uuid',
  requestId: 'text',
};

export function toTimelineRow(complaintId: string, event: TimelineEvent): TimelineEventRow {
  return {
    complaintId,
    sequence: event.sequence,
    type: event.type,
    at: new Date(event.at),
    dueAt: toDateOrNull(event.dueAt ?? null),
    actorKind: event.actor.kind,
    actorAgency: event.actor.agency ?? null,
    actorRef: event.actor.ref ?? null,
    data: event.data,
    inputId: event.inputId ?? null,
    requestId: event.requestId ?? null,
  };
}

/** The event as it was written: optional fields that were absent stay absent. */
export function toTimelineEvent(row: TimelineEventRow): TimelineEvent {
  const actor: TimelineActor = {
    kind: row.actorKind,
    ...(row.actorAgency === null ? {} : { agency: row.actorAgency }),
    ...(row.actorRef === null ? {} : { ref: row.actorRef }),
  };
  const event = {
    sequence: row.sequence,
    type: row.type,
    data: row.data,
    at: row.at.getTime(),
    ...(row.dueAt === null ? {} : { dueAt: row.dueAt.getTime() }),
    actor,
    ...(row.inputId === null ? {} : { inputId: row.inputId }),
    ...(row.requestId === null ? {} : { requestId: row.requestId }),
  };
  // Each row was made from an event, so its type and data belong together.
  return event as TimelineEvent;
}

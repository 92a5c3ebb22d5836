import type { Instant } from '../../domain/instant';
import type { Policy } from '../../domain/policy';
import type { TimelineEvent } from '../../domain/timeline';
import type { MailComplaint, MailEvent, MailMaterial, MailPerson } from '../../mail/mail-material';
import type { Database } from '../connection';
import { toDateOrNull } from '../instants';
import { selectRows } from '../select-rows';
import type { StaffStore } from '../stores/staff-store';
import { toTimelineEvent, type TimelineEventRow } from '../cases/timeline-rows';

export interface MailReader {
  /** Null when the event or the person does not exist, or no longer does. */
  materialFor(notification: {
    complaintId: string;
    sequence: number;
    recipient: string;
    dueAt: Instant;
    createdAt: Instant;
  }): Promise<MailMaterial | null>;
}

interface Row {
  complaint: MailComplaint;
  policy: Policy;
  timeline: EventRow[] | null;
  mergedInto: string | null;
  person: MailPerson | null;
}

type EventRow = Omit<TimelineEventRow, 'at' | 'dueAt'> & {
  at: Instant;
  dueAt: Instant | null;
  text: string | null;
  photoIds: string[];
  writtenBy: string | null;
};

/** The reason of an outage is stored once for all of its cases; that the agency works again needs no reason. */
const OUTAGE_OF_EVENT = `CASE WHEN event.type = 'shifted' AND event.data -> 'undone' IS NULL THEN (event.data ->> 'shift')::uuid END`;

// One statement is one snapshot: an erasure shows in all of the material or in none of it.
const MATERIAL = `
  SELECT
    jsonb_build_object('id', complaint.id, 'trackingCode', complaint.tracking_code,
      'description', complaint.description, 'address', complaint.address, 'district', complaint.district, 'village', complaint.village,
      'latitude', complaint.latitude, 'longitude', complaint.longitude, 'approximate', complaint.approximate,
      'anonymous', complaint.anonymous, 'confidential', complaint.confidential, 'status', complaint.status,
      'published', complaint.published, 'hiddenAt', ${ms('complaint.hidden_at')},
      'agency', complaint.agency, 'escalationLevel', complaint.escalation_level, 'takenOver', complaint.taken_over,
      'clockOffsetMs', complaint.clock_offset,
      'photoIds', (SELECT coalesce(jsonb_agg(id ORDER BY position), '[]') FROM photos
        WHERE complaint_id = complaint.id AND input_id IS NULL AND hidden_at IS NULL)) AS complaint,
    policies.content AS policy,
    (SELECT jsonb_agg(jsonb_build_object('complaintId', complaint.id, 'type', event.type, 'sequence', event.sequence, 'data', event.data,
        'at', ${ms('event.at')}, 'dueAt', ${ms('event.due_at')}, 'actorKind', actor_kind, 'actorAgency', actor_agency,
        'actorRef', actor_ref, 'inputId', event.input_id, 'requestId', event.request_id, 'text', coalesce(nullif(input.text, ''), outage.reason),
        'writtenBy', input.reporter_of,
        'photoIds', (SELECT coalesce(jsonb_agg(id ORDER BY position), '[]') FROM photos
          WHERE complaint_id = complaint.id AND input_id = event.input_id AND hidden_at IS NULL))
        ORDER BY event.sequence)
      FROM timeline_events AS event LEFT JOIN act_inputs AS input ON input.id = event.input_id
        LEFT JOIN agency_outages AS outage ON outage.id = ${OUTAGE_OF_EVENT}
      WHERE event.complaint_id = complaint.id) AS timeline,
    (SELECT tracking_code FROM complaints WHERE id = complaint.merged_into AND NOT confidential) AS "mergedInto",
    coalesce(
      (SELECT jsonb_build_object('name', name, 'email', email, 'language', language,
        'emailConfirmedAt', ${ms('email_confirmed_at')}, 'mailsStoppedAt', ${ms('mails_stopped_at')},
        'tokenGeneration', token_generation) FROM reporters WHERE complaint_id = $2),
      (SELECT jsonb_build_object('name', NULL, 'email', email, 'language', language,
        'emailConfirmedAt', ${ms('email_confirmed_at')}, 'mailsStoppedAt', ${ms('mails_stopped_at')},
        'tokenGeneration', 1) FROM supporters WHERE id = $3)
    ) AS person
  FROM complaints AS complaint JOIN policies ON policies.version = complaint.policy_version
  WHERE complaint.id = $1`;

export interface MailReaderDeps {
  db: Database;
  staff: Pick<StaffStore, 'find'>;
}

export function createMailReader({ db, staff }: MailReaderDeps): MailReader {
  return {
    async materialFor({ complaintId, sequence, recipient, dueAt, createdAt }) {
      const reporter = idOf(recipient, 'reporter');
      const supporter = idOf(recipient, 'supporter');
      const bind = [complaintId, reporter, supporter];
      const [row] = await selectRows<Row>(db, { sql: MATERIAL, bind });
      const isPerson = reporter !== null || supporter !== null;
      const timeline = row?.timeline?.map(toEvent) ?? [];
      const isThere = timeline.some((event) => event.sequence === sequence);
      if (!row || !isThere || (isPerson && !row.person)) return null;
      const memberId = idOf(recipient, 'staff');
      const member = memberId === null ? null : await staff.find(memberId);
      if (memberId !== null && !member) return null;
      return {
        complaint: row.complaint,
        policy: row.policy,
        timeline: timeline.filter((event) => event.sequence <= sequence),
        since: timeline.filter((event) => event.sequence > sequence).map(withoutWords),
        mergedInto: row.mergedInto === null ? null : { trackingCode: row.mergedInto },
        person: row.person,
        member,
        dueAt,
        createdAt,
      };
    },
  };
}

/** SQL for whole milliseconds since 1970. */
function ms(column: string): string {
  return `floor(extract(epoch FROM ${column}) * 1000)`;
}

function idOf(recipient: string, kind: 'reporter' | 'supporter' | 'staff'): string | null {
  return recipient.startsWith(`${kind}:`) ? recipient.slice(kind.length + 1) : null;
}

function withoutWords({
  text: _text,
  photoIds: _photoIds,
  writtenBy: _writtenBy,
  ...fact
}: MailEvent): TimelineEvent {
  return fact;
}

function toEvent({ at, dueAt, text, photoIds, writtenBy, ...row }: EventRow): MailEvent {
  const event = toTimelineEvent({ ...row, at: new Date(at), dueAt: toDateOrNull(dueAt) });
  return { ...event, text, photoIds, writtenBy };
}

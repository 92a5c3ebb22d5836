import type { Case } from '../../domain/complaint';
import type { Policy } from '../../domain/policy';
import { replayTimeline } from '../../domain/replay-timeline';
import type { TimelineEvent } from '../../domain/timeline';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { toTimelineEvent, type TimelineEventRow } from '../stores/timeline-rows';

/** A case that an agency has to work on, with its rules and its whole state. */
export interface OpenCase {
  id: string;
  trackingCode: string;
  category: string;
  district: string;
  case: Case;
  /** How far a developer has moved this case's clock on; 0 in production. */
  clockOffsetMs: number;
}

export interface OpenCasesReader {
  /** All that an agency has open, by the promise that comes first. */
  of(agency: string): Promise<OpenCase[]>;
}

type Row = Omit<OpenCase, 'case'> & { policyVersion: string };

/** For `WHERE`, with the agency as `$1`: the first part of its desk's list, which has its index. */
export const IS_OPEN_OF_AGENCY = 'agency = $1 AND desk_rank = 0';

const CASES = `
  SELECT id, tracking_code AS "trackingCode", category, district, policy_version AS "policyVersion",
    clock_offset::float8 AS "clockOffsetMs"
  FROM complaints WHERE ${IS_OPEN_OF_AGENCY} ORDER BY resolve_by, id`;

const EVENTS = `
  SELECT complaint_id AS "complaintId", sequence, type, at, due_at AS "dueAt", actor_kind AS "actorKind",
    actor_agency AS "actorAgency", actor_ref AS "actorRef", data, input_id AS "inputId", request_id AS "requestId"
  FROM timeline_events WHERE complaint_id = ANY($1::uuid[]) ORDER BY complaint_id, sequence`;

/** Three queries, however many cases. */
export function createOpenCasesReader({ db }: { db: Database }): OpenCasesReader {
  return {
    async of(agency) {
      const cases = await selectRows<Row>(db, { sql: CASES, bind: [agency] });
      const [events, policies] = await Promise.all([
        eventsOf(
          db,
          cases.map(({ id }) => id),
        ),
        policiesOf(db, [...new Set(cases.map(({ policyVersion }) => policyVersion))]),
      ]);
      return cases.flatMap(({ policyVersion, ...row }) => {
        const [policy, told] = [policies.get(policyVersion), events.get(row.id)];
        if (!policy || !told) return [];
        return [{ ...row, case: { policy, state: replayTimeline({ id: row.id, events: told, policy }) } }];
      });
    },
  };
}

async function eventsOf(db: Database, ids: string[]): Promise<Map<string, TimelineEvent[]>> {
  const rows = await selectRows<TimelineEventRow>(db, { sql: EVENTS, bind: [ids] });
  const events = new Map<string, TimelineEvent[]>();
  for (const row of rows) {
    const told = events.get(row.complaintId) ?? [];
    told.push(toTimelineEvent(row));
    events.set(row.complaintId, told);
  }
  return events;
}

async function policiesOf(db: Database, versions: string[]): Promise<Map<string, Policy>> {
  const rows = await db.models.Policy.findAll({ where: { version: versions } });
  return new Map(rows.map(({ version, content }) => [version, content]));
}

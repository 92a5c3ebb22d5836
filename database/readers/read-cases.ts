import type { Case } from '../../domain/complaint';
import { replayTimeline } from '../../domain/replay-timeline';
import type { TimelineEvent } from '../../domain/timeline';
import type { Database } from '../connection';
import type { PolicyModel } from '../models/define-policy';
import { selectRows } from '../select-rows';
import { toTimelineEvent, type TimelineEventRow } from '../stores/timeline-rows';

/** Some hundred timelines are in memory at once, however many cases there are. */
const CASES_AT_ONCE = 500;

const EVENTS = `
  SELECT complaint_id AS "complaintId", sequence, type, at, due_at AS "dueAt", actor_kind AS "actorKind",
    actor_agency AS "actorAgency", actor_ref AS "actorRef", data, input_id AS "inputId", request_id AS "requestId"
  FROM timeline_events WHERE complaint_id = ANY($1::uuid[]) ORDER BY complaint_id, sequence`;

/** Cases as their timelines tell them, by their ids. */
export async function readCases(db: Database, ids: readonly string[]): Promise<Map<string, Case>> {
  const policies = await db.models.Policy.findAll();
  const cases = new Map<string, Case>();
  for (let from = 0; from < ids.length; from += CASES_AT_ONCE) {
    const bind = [ids.slice(from, from + CASES_AT_ONCE)];
    const rows = await selectRows<TimelineEventRow>(db, { sql: EVENTS, bind });
    for (const [id, events] of byComplaint(rows)) cases.set(id, caseOf(id, events, policies));
  }
  return cases;
}

function byComplaint(rows: readonly TimelineEventRow[]): Map<string, TimelineEvent[]> {
  const timelines = new Map<string, TimelineEvent[]>();
  for (const row of rows) {
    const timeline = timelines.get(row.complaintId) ?? [];
    timeline.push(toTimelineEvent(row));
    timelines.set(row.complaintId, timeline);
  }
  return timelines;
}

function caseOf(id: string, events: TimelineEvent[], policies: readonly PolicyModel[]): Case {
  const [first] = events;
  const pinned = first?.type === 'received' ? first.data.policyVersion : null;
  const policy = policies.find(({ version }) => version === pinned)?.content;
  if (!policy) throw new RangeError(`the policy of ${id} is not stored`);
  return { policy, state: replayTimeline({ id, events, policy }) };
}

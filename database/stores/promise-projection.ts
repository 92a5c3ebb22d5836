import type { Transaction } from 'sequelize';
import type { Policy } from '../../domain/policy';
import { promiseFactsOf } from '../../domain/promise-facts';
import type { TimelineEvent } from '../../domain/timeline';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { savePromiseFacts } from './save-promise-facts';
import { toTimelineEvent, type TimelineEventRow } from './timeline-rows';

export interface PromiseProjection {
  /**
   * Tells anew what became of the promises of complaints, from their timelines as the transaction sees them. Works on
   * thousands at once.
   */
  project(input: { complaintIds: string[]; transaction: Transaction }): Promise<void>;
}

const TIMELINES = `
  SELECT complaint_id AS "complaintId", sequence, type, at, due_at AS "dueAt", actor_kind AS "actorKind",
    actor_agency AS "actorAgency", actor_ref AS "actorRef", data, input_id AS "inputId", request_id AS "requestId"
  FROM timeline_events WHERE complaint_id = ANY($1::uuid[]) ORDER BY complaint_id, sequence`;

export function createPromiseProjection({ db }: { db: Database }): PromiseProjection {
  // A version's content never changes once it is stored.
  const policies = new Map<string, Policy>();

  async function policyOf([first]: TimelineEvent[], transaction: Transaction): Promise<Policy> {
    if (first?.type !== 'received') throw new RangeError('a timeline begins with its receipt');
    const version = first.data.policyVersion;
    const known = policies.get(version);
    if (known) return known;
    const row = await db.models.Policy.findByPk(version, { rejectOnEmpty: true, transaction });
    policies.set(version, row.content);
    return row.content;
  }

  return {
    async project({ complaintIds, transaction }) {
      const promises = [];
      for (const [complaintId, events] of await readTimelines(db, complaintIds, transaction)) {
        const policy = await policyOf(events, transaction);
        promises.push({ complaintId, facts: promiseFactsOf({ events, policy }) });
      }
      await savePromiseFacts(db, { promises, transaction });
    },
  };
}

async function readTimelines(
  db: Database,
  complaintIds: string[],
  transaction: Transaction,
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

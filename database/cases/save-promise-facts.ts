import type { Transaction } from 'sequelize';
import type { PromiseFacts } from '../../domain/promise-facts';
import type { Database } from '../connection';
import { toDateOrNull } from '../instants';
import { selectRows } from '../select-rows';

export interface PromiseOf {
  complaintId: string;
  facts: PromiseFacts;
}

// What was filed comes from the complaint's row. The rating is only read for a new row; later ratings are written
// to the row itself. Facts from an older timeline come too late and change nothing.
/** SQL that takes rows made by `promiseRow`, as JSON in one parameter. */
export const savePromiseFactsSql = (parameter: `$${number}`) => `
  INSERT INTO promise_facts (complaint_id, sequence, received_at, agency, category, district, confidential,
    policy_version, target_hours, acknowledge_by, resolve_by, acknowledged_in_time, resolved_in_time, decided_at,
    answer, hours_to_resolve, extended, reopened, stars)
  SELECT c.id, p.sequence, p.received_at, p.agency, p.category, c.district, c.confidential,
    p.policy_version, p.target_hours, p.acknowledge_by, p.resolve_by, p.acknowledged_in_time, p.resolved_in_time,
    p.decided_at, p.answer, p.hours_to_resolve, p.extended, p.reopened, r.stars
  FROM jsonb_to_recordset(${parameter}::jsonb) AS p (complaint_id uuid, sequence integer, received_at timestamptz, agency text,
    category text, policy_version text, target_hours integer, acknowledge_by timestamptz, resolve_by timestamptz,
    acknowledged_in_time boolean, resolved_in_time boolean, decided_at timestamptz, answer text, hours_to_resolve double precision,
    extended boolean, reopened boolean)
  JOIN complaints c ON c.id = p.complaint_id
  LEFT JOIN ratings r ON r.complaint_id = c.id
  ON CONFLICT (complaint_id) DO UPDATE SET
    sequence = excluded.sequence, agency = excluded.agency, category = excluded.category,
    acknowledge_by = excluded.acknowledge_by, resolve_by = excluded.resolve_by,
    acknowledged_in_time = excluded.acknowledged_in_time, resolved_in_time = excluded.resolved_in_time,
    decided_at = excluded.decided_at, answer = excluded.answer, hours_to_resolve = excluded.hours_to_resolve,
    extended = excluded.extended, reopened = excluded.reopened
  WHERE promise_facts.sequence <= excluded.sequence`;

/** Writes promise facts over older ones; the complaints must exist. */
export async function savePromiseFacts(
  db: Database,
  { promises, transaction }: { promises: PromiseOf[]; transaction: Transaction },
): Promise<void> {
  const bind = [JSON.stringify(promises.map(promiseRow))];
  await selectRows(db, { sql: savePromiseFactsSql('$1'), bind, transaction });
}

export type PromiseRow = ReturnType<typeof promiseRow>;

/** The columns that follow from a timeline. */
export function promiseRow({ complaintId, facts }: PromiseOf) {
  return {
    complaint_id: complaintId,
    sequence: facts.sequence,
    received_at: new Date(facts.receivedAt),
    agency: facts.agency,
    category: facts.category,
    policy_version: facts.policyVersion,
    target_hours: facts.targetHours,
    acknowledge_by: toDateOrNull(facts.acknowledgeBy),
    resolve_by: toDateOrNull(facts.resolveBy),
    acknowledged_in_time: facts.acknowledgedInTime,
    resolved_in_time: facts.resolvedInTime,
    decided_at: toDateOrNull(facts.decidedAt),
    answer: facts.answer,
    hours_to_resolve: facts.hoursToResolve,
    extended: facts.extended,
    reopened: facts.reopened,
  };
}

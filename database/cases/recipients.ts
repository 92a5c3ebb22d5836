import type { Transaction } from 'sequelize';
import type { ComplaintState } from '../../domain/complaint';
import type { NotificationKind, PlannedNotification } from '../../domain/notifications';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import type { Offices } from './offices';

/** A supporter is told how it goes on, not what only concerns the reporter. */
const FOR_SUPPORTERS: readonly NotificationKind[] = [
  'acknowledged',
  'late',
  'reassigned_reporter',
  'extended',
  'shifted',
  'resolved',
  'rejected_reporter',
  'closed',
];

/** References of people who can be written to at present. */
export interface Reachable {
  reporters: string[];
  supporters: string[];
}

export const NOBODY: Reachable = { reporters: [], supporters: [] };

const REACHABLE = `
  SELECT 'reporter' AS kind, complaint_id AS "complaintId", complaint_id AS id FROM reporters
    WHERE complaint_id = ANY($1::uuid[]) AND email IS NOT NULL AND mails_stopped_at IS NULL AND erased_at IS NULL
  UNION ALL
  SELECT 'supporter', complaint_id, id FROM supporters
    WHERE complaint_id = ANY($1::uuid[]) AND email IS NOT NULL AND mails_stopped_at IS NULL
  ORDER BY kind, id`;

interface Person {
  kind: 'reporter' | 'supporter';
  complaintId: string;
  id: string;
}

/**
 * For each case, by its id: who complained or supports, over the complaint and those merged into it, and has an address
 * that takes mails.
 */
export async function findReachable(input: {
  db: Database;
  cases: readonly Pick<ComplaintState, 'id' | 'absorbed'>[];
  transaction: Transaction;
}): Promise<Map<string, Reachable>> {
  const { db, cases, transaction } = input;
  if (cases.length === 0) return new Map();
  const complaintIds = cases.flatMap(({ id, absorbed }) => [id, ...absorbed]);
  const people = await selectRows<Person>(db, { sql: REACHABLE, bind: [complaintIds], transaction });
  return new Map(cases.map((state) => [state.id, reachableOf(state, people)]));
}

function reachableOf(
  { id, absorbed }: Pick<ComplaintState, 'id' | 'absorbed'>,
  people: readonly Person[],
): Reachable {
  const theirs = people.filter(({ complaintId }) => complaintId === id || absorbed.includes(complaintId));
  const references = (wanted: Person['kind']) =>
    theirs.filter(({ kind }) => kind === wanted).map((person) => `${wanted}:${person.id}`);
  return { reporters: references('reporter'), supporters: references('supporter') };
}

/** The references that a planned notification is for: no reporter who has no address. */
export function recipientsOf(
  { kind, audience }: PlannedNotification,
  { complaintId, reachable, offices }: { complaintId: string; reachable: Reachable; offices: Offices },
): string[] {
  switch (audience.to) {
    case 'reporter':
      return reachable.reporters.filter((reference) => reference === `reporter:${complaintId}`);
    case 'reporters':
      return FOR_SUPPORTERS.includes(kind)
        ? [...reachable.reporters, ...reachable.supporters]
        : reachable.reporters;
    case 'staff':
      return [`staff:${audience.id}`];
    case 'command_centre':
      return offices.commandCentre;
    default:
      return offices.peopleOf(audience.to, audience.agency);
  }
}

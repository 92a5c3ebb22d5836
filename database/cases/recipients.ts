import type { Transaction } from 'sequelize';
import type { ComplaintState } from '../../domain/complaint';
import type { Audience, PlannedNotification } from '../../domain/notifications';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import type { Offices } from './offices';

/** A reporter or supporter who can be mailed now. */
export interface Person {
  kind: 'reporter' | 'supporter';
  /** Their own complaint: of several that were merged, the one that they filed or support. */
  complaintId: string;
  /** Of the last event of that complaint. */
  sequence: number;
  id: string;
  /**
   * The address, by which they are recognised, once its holder has confirmed it; null before, since anybody may
   * have typed it.
   */
  mailbox: string | null;
}

const MAILBOX = 'CASE WHEN email_confirmed_at IS NOT NULL THEN lower(email) END AS mailbox';

const REACHABLE = `
  SELECT p.kind, p.complaint_id AS "complaintId", c.sequence, p.id, p.mailbox
  FROM (
    SELECT 'reporter' AS kind, complaint_id, complaint_id AS id, ${MAILBOX} FROM reporters
      WHERE complaint_id = ANY($1::uuid[]) AND email IS NOT NULL AND mails_stopped_at IS NULL AND erased_at IS NULL
    UNION ALL
    SELECT 'supporter', complaint_id, id, ${MAILBOX} FROM supporters
      WHERE complaint_id = ANY($1::uuid[]) AND email IS NOT NULL AND mails_stopped_at IS NULL
  ) p JOIN complaints c ON c.id = p.complaint_id
  WHERE p.kind <> 'reporter' OR c.reporter_left_at IS NULL
  ORDER BY p.kind, p.id`;

/**
 * For each case, by id: reporters and supporters of the complaint and of those merged into it, if they have an
 * address that takes mails.
 */
export async function findReachable(input: {
  db: Database;
  cases: readonly Pick<ComplaintState, 'id' | 'absorbed'>[];
  transaction: Transaction;
}): Promise<Map<string, Person[]>> {
  const { db, cases, transaction } = input;
  if (cases.length === 0) return new Map();
  const complaintIds = cases.flatMap(({ id, absorbed }) => [id, ...absorbed]);
  const people = await selectRows<Person>(db, { sql: REACHABLE, bind: [complaintIds], transaction });
  return new Map(
    cases.map(({ id, absorbed }) => [
      id,
      people.filter(({ complaintId }) => complaintId === id || absorbed.includes(complaintId)),
    ]),
  );
}

/** The recipient of a planned notification, as a reference, and the event that the mail is about. */
export interface Addressed {
  recipient: string;
  complaintId: string;
  sequence: number;
  /** The same for two references that reach one mailbox. */
  hearsAs: string;
}

type ForReaders = { to: 'reporter' | 'merged_reporters' | 'supporters' | 'kept_apart' };

/** Whether it means reporters or supporters, not offices or staff. */
export function isForReaders(audience: Audience): audience is ForReaders {
  return ['reporter', 'merged_reporters', 'supporters', 'kept_apart'].includes(audience.to);
}

interface Addressing {
  complaint: { id: string; confidential: boolean };
  people: readonly Person[];
  offices: Offices;
}

/** Empty when nobody has an address. */
export function addressed(
  planned: PlannedNotification,
  { complaint, people, offices }: Addressing,
): Addressed[] {
  const { audience, sequence } = planned;
  const isOwn = ({ complaintId }: Person) => complaintId === complaint.id;
  // Of a confidential complaint only its own reporter is notified, nobody whose complaint was merged into it.
  const readers = complaint.confidential ? people.filter(isOwn) : people;
  const about = { complaintId: complaint.id, sequence };
  const readersWho = (matches: (person: Person) => boolean) =>
    readers.filter(matches).map((person) => ({ ...about, ...namesOf(person) }));
  switch (audience.to) {
    case 'reporter':
      return readersWho((person) => person.kind === 'reporter' && isOwn(person));
    case 'merged_reporters':
      return readersWho((person) => person.kind === 'reporter' && !isOwn(person));
    case 'supporters':
      return readersWho((person) => person.kind === 'supporter');
    case 'kept_apart':
      return people
        .filter((person) => !readers.includes(person))
        .map((person) => ({
          ...namesOf(person),
          complaintId: person.complaintId,
          sequence: person.sequence,
        }));
    default:
      return staffOf(audience, offices).map((recipient) => ({
        ...{ ...about, recipient },
        hearsAs: `work ${offices.mailboxOf(recipient) ?? recipient}`,
      }));
  }
}

function namesOf({ kind, id, mailbox }: Person): Pick<Addressed, 'recipient' | 'hearsAs'> {
  const recipient = `${kind}:${id}`;
  // A reporter may also be on the staff, and is then notified in both roles.
  return { recipient, hearsAs: `reader ${mailbox ?? recipient}` };
}

function staffOf(audience: Exclude<Audience, ForReaders>, offices: Offices): string[] {
  if (audience.to === 'staff') return [`staff:${audience.id}`];
  if (audience.to === 'command_centre') return offices.commandCentre;
  return offices.peopleOf(audience.to, audience.agency);
}

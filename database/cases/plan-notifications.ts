import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { CityPack } from '../../city/city-pack';
import { isWarnedByDigest } from '../../city/directory';
import type { NotificationKind, OncePerOutage } from '../../domain/notification-kinds';
import type { PlannedNotification } from '../../domain/notifications';
import type { OpenCase } from '../../domain/open-case';
import type { Database } from '../connection';
import type { ColumnTypes } from '../recordset';
import { findOffices, type Offices } from './offices';
import type { TimelineEvent } from '../../domain/timeline';
import { addressed, findReachable, isForReaders, type Person } from './recipients';

export type NotificationRow = RowOfComplaint | RowOfOutage;

/** About one complaint. */
interface RowOfComplaint extends Written {
  complaintId: string;
  sequence: number;
  kind: NotificationKind;
  assignment: number;
  occasion: null;
}

/** About all the cases that an outage moves: only the first of them adds the row. */
interface RowOfOutage extends Written {
  complaintId: null;
  sequence: null;
  kind: OncePerOutage;
  assignment: null;
  occasion: string;
}

interface Written {
  id: string;
  recipient: string;
  dueAt: Date;
}

export const NOTIFICATION_TYPES: ColumnTypes<NotificationRow> = {
  id: 'uuid',
  complaintId: 'uuid',
  sequence: 'integer',
  kind: 'text',
  recipient: 'text',
  assignment: 'integer',
  occasion: 'text',
  dueAt: 'timestamptz',
};

interface Planning {
  db: Database;
  city: CityPack;
  cases: readonly OpenCase[];
  transaction: Transaction;
}

/** One row per notification of the cases' new events and per recipient that can be reached now. */
export async function planNotifications({
  db,
  city,
  cases,
  transaction,
}: Planning): Promise<NotificationRow[]> {
  const forReaders = cases.filter(({ notifications }) =>
    notifications.some(({ audience }) => isForReaders(audience)),
  );
  const reachable = await findReachable({
    db,
    cases: forReaders.map((open) => open.case.state),
    transaction,
  });
  const mailed = cases.map((open) => ({ ...open, notifications: open.notifications.filter(isMailed(city)) }));
  const audiences = mailed.flatMap(({ notifications }) => notifications.map(({ audience }) => audience));
  const offices = await findOffices({ db, city, audiences, actors: mailed.flatMap(actorsOf), transaction });
  const planned = mailed.flatMap((open) =>
    once(plannedFor(open, { offices, people: reachable.get(open.case.state.id) ?? [] })),
  );
  const rows = withoutEchoes(planned).map(({ row }) => row);
  // Always in the same order, so that two cases of an outage never wait for each other's rows.
  return rows.sort((one, other) => (one.recipient < other.recipient ? -1 : 1));
}

/** The actors of the events that staff are notified of. */
function actorsOf(open: OpenCase): string[] {
  return open.notifications
    .filter(({ audience }) => !isForReaders(audience))
    .flatMap((planned) => causeOf(open, planned).actor.ref ?? []);
}

/** Drops warnings to agencies that chose to get them in the morning digest. */
function isMailed(city: CityPack) {
  return ({ kind, audience }: PlannedNotification): boolean =>
    kind !== 'warned' || audience.to !== 'agency' || !isWarnedByDigest(city, audience.agency);
}

interface Addressees {
  offices: Offices;
  people: readonly Person[];
}

function plannedFor(open: OpenCase, { offices, people }: Addressees): Planned[] {
  const { id, assignment } = open.case.state;
  const complaint = { id, confidential: open.confidential };
  return open.notifications.flatMap((planned) => {
    const cause = causeOf(open, planned);
    return addressed(planned, { complaint, people, offices })
      .filter(({ recipient }) => !isOwnDoing(cause, { recipient, offices }))
      .map(({ hearsAs, ...to }) => {
        return { cause, hearsAs, row: rowOf(planned, { ...to, assignment, cause }) };
      });
  });
}

function causeOf({ events }: OpenCase, { sequence }: PlannedNotification): TimelineEvent {
  const cause = events.find((event) => event.sequence === sequence);
  if (!cause) throw new RangeError(`a notification is planned for ${sequence}, which is not recorded`);
  return cause;
}

/**
 * Nobody is notified of what they did themselves, whether signed in or from a mailbox, and whichever way they
 * would be notified.
 */
function isOwnDoing(
  { actor: { ref } }: TimelineEvent,
  { recipient, offices }: { recipient: string; offices: Offices },
): boolean {
  if (ref === undefined) return false;
  const mailbox = offices.mailboxOf(recipient);
  return [ref, `staff:${ref}`].some(
    (own) => own === recipient || (mailbox !== null && offices.mailboxOf(own) === mailbox),
  );
}

interface Addressing {
  recipient: string;
  complaintId: string;
  sequence: number;
  assignment: number;
  cause: TimelineEvent;
}

function rowOf({ kind }: PlannedNotification, { cause, recipient, ...of }: Addressing): NotificationRow {
  const written = { id: uuidv7(), recipient, dueAt: new Date(cause.dueAt ?? cause.at) };
  if (kind !== 'deadlines_shifted') return { ...written, ...of, kind, occasion: null };
  if (cause.type !== 'shifted') throw new RangeError(`"${kind}" was caused by "${cause.type}"`);
  const { shift, undone } = cause.data;
  const occasion = undone ? `${shift} undone` : shift;
  return { ...written, kind, complaintId: null, sequence: null, assignment: null, occasion };
}

interface Planned {
  cause: TimelineEvent;
  hearsAs: string;
  row: NotificationRow;
}

/**
 * Someone reached in several ways (as an officer and for an office, for two offices, or through two merged
 * complaints) is notified once of what one request did, by the first row of the table.
 */
function once(planned: readonly Planned[]): Planned[] {
  const kept = new Map<string, Planned>();
  for (const each of planned) {
    const { cause, hearsAs, row } = each;
    const key = `${cause.requestId ?? cause.sequence} ${row.complaintId} ${hearsAs}`;
    if (!kept.has(key)) kept.set(key, each);
  }
  return [...kept.values()];
}

/** Whoever is notified of the survivor of a merge need not be told that the other complaint ended in it. */
function withoutEchoes(planned: readonly Planned[]): Planned[] {
  return planned.filter(
    ({ row: { kind, complaintId }, hearsAs }) =>
      kind !== 'unassigned' ||
      !planned.some((other) => other.hearsAs === hearsAs && other.row.complaintId !== complaintId),
  );
}

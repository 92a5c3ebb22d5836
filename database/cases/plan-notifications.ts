import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { CityPack } from '../../city/city-pack';
import { isWarnedByDigest } from '../../city/directory';
import type { NotificationKind, OncePerOutage, PlannedNotification } from '../../domain/notifications';
import type { OpenCase } from '../../domain/open-case';
import type { Database } from '../connection';
import type { ColumnTypes } from '../recordset';
import { findOffices, type Offices } from './offices';
import type { TimelineEvent } from '../../domain/timeline';
import { addressed, findReachable, isForReaders, type Person } from './recipients';

export type NotificationRow = RowOfComplaint | RowOfOutage;

/** Of one complaint. */
interface RowOfComplaint extends Written {
  complaintId: string;
  sequence: number;
  kind: NotificationKind;
  assignment: number;
  occasion: null;
}

/** Of all the cases that an outage moves: the row that is there already stands for them. */
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

/** One row for each message of the cases' new events and each recipient that can be reached now. */
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
  const offices = await findOffices({ db, city, audiences, transaction });
  return mailed.flatMap((open) => rowsOf(open, { offices, people: reachable.get(open.case.state.id) ?? [] }));
}

/** An agency may have chosen to read its warnings in the morning digest. */
function isMailed(city: CityPack) {
  return ({ kind, audience }: PlannedNotification): boolean =>
    kind !== 'warned' || audience.to !== 'agency' || !isWarnedByDigest(city, audience.agency);
}

interface Addressees {
  offices: Offices;
  people: readonly Person[];
}

function rowsOf(open: OpenCase, { offices, people }: Addressees): NotificationRow[] {
  const { id, assignment } = open.case.state;
  const complaint = { id, confidential: open.confidential };
  const rows = open.notifications.flatMap((planned) => {
    const cause = causeOf(open, planned);
    return addressed(planned, { complaint, people, offices })
      .filter(({ recipient }) => !isOwnDoing(cause, recipient))
      .map(({ hearsAs, ...to }) => {
        return { cause, hearsAs, row: rowOf(planned, { ...to, assignment, cause }) };
      });
  });
  return once(rows);
}

function causeOf({ events }: OpenCase, { sequence }: PlannedNotification): TimelineEvent {
  const cause = events.find((event) => event.sequence === sequence);
  if (!cause) throw new RangeError(`a notification is planned for ${sequence}, which is not recorded`);
  return cause;
}

/** Nobody is told of what they have done themselves: signed in, or from the mailbox of an office. */
function isOwnDoing({ actor: { ref } }: TimelineEvent, recipient: string): boolean {
  return ref !== undefined && (recipient === ref || recipient === `staff:${ref}`);
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

interface Told {
  cause: TimelineEvent;
  hearsAs: string;
  row: NotificationRow;
}

/**
 * Whoever hears by two ways, as an officer and for an office, for two offices, or of two complaints that were merged, is told once
 * of what one request did: the first row of the table counts.
 */
function once(rows: readonly Told[]): NotificationRow[] {
  const kept = new Map<string, NotificationRow>();
  for (const { cause, hearsAs, row } of rows) {
    const key = `${cause.requestId ?? cause.sequence} ${row.complaintId} ${hearsAs}`;
    if (!kept.has(key)) kept.set(key, row);
  }
  // In one order, so that no two cases of an outage wait for each other's rows.
  return [...kept.values()].sort((one, other) => (one.recipient < other.recipient ? -1 : 1));
}

import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { CityPack } from '../../city/city-pack';
import { isWarnedByDigest } from '../../city/directory';
import type { NotificationKind, PlannedNotification } from '../../domain/notifications';
import type { OpenCase } from '../../domain/open-case';
import type { Database } from '../connection';
import type { ColumnTypes } from '../recordset';
import { findOffices, type Offices } from './offices';
import { addressed, findReachable, type Person } from './recipients';

export interface NotificationRow {
  id: string;
  complaintId: string;
  sequence: number;
  kind: NotificationKind;
  recipient: string;
  assignment: number;
  dueAt: Date;
}

export const NOTIFICATION_TYPES: ColumnTypes<NotificationRow> = {
  id: 'uuid',
  complaintId: 'uuid',
  sequence: 'integer',
  kind: 'text',
  recipient: 'text',
  assignment: 'integer',
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
  const forReporters = cases.filter(({ notifications }) => notifications.some(isForReporters));
  const reachable = await findReachable({
    db,
    cases: forReporters.map((open) => open.case.state),
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

function isForReporters({ audience }: PlannedNotification): boolean {
  return audience.to === 'reporters' || audience.to === 'reporter' || audience.to === 'kept_apart';
}

function rowsOf(
  { case: { state }, confidential, events, notifications }: OpenCase,
  { offices, people }: { offices: Offices; people: readonly Person[] },
): NotificationRow[] {
  const rows = notifications.flatMap((planned) => {
    const cause = events.find(({ sequence }) => sequence === planned.sequence);
    if (!cause)
      throw new RangeError(`a notification is planned for ${planned.sequence}, which is not recorded`);
    const complaint = { id: state.id, confidential };
    return addressed(planned, { complaint, people, offices }).map(({ recipient, complaintId, sequence }) => ({
      id: uuidv7(),
      complaintId,
      sequence,
      kind: planned.kind,
      recipient,
      assignment: state.assignment,
      dueAt: new Date(cause.dueAt ?? cause.at),
    }));
  });
  return once(rows);
}

/** Two offices may be heard for by the same people: each is told of an event once. */
function once(rows: readonly NotificationRow[]): NotificationRow[] {
  const keyOf = ({ sequence, kind, recipient }: NotificationRow) => `${sequence} ${kind} ${recipient}`;
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { CityPack } from '../../city/city-pack';
import type { NotificationKind, PlannedNotification } from '../../domain/notifications';
import type { OpenCase } from '../../domain/open-case';
import type { Database } from '../connection';
import type { ColumnTypes } from '../recordset';
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
  return cases.flatMap((open) => rowsOf(open, { city, people: reachable.get(open.case.state.id) ?? [] }));
}

function isForReporters({ audience }: PlannedNotification): boolean {
  return audience.to === 'reporters' || audience.to === 'reporter' || audience.to === 'kept_apart';
}

function rowsOf(
  { case: { state }, confidential, events, notifications }: OpenCase,
  { city, people }: { city: CityPack; people: readonly Person[] },
): NotificationRow[] {
  return notifications.flatMap((planned) => {
    const cause = events.find(({ sequence }) => sequence === planned.sequence);
    if (!cause)
      throw new RangeError(`a notification is planned for ${planned.sequence}, which is not recorded`);
    const complaint = { id: state.id, confidential };
    return addressed(planned, { complaint, people, city }).map(({ recipient, complaintId, sequence }) => ({
      id: uuidv7(),
      complaintId,
      sequence,
      kind: planned.kind,
      recipient,
      assignment: state.assignment,
      dueAt: new Date(cause.dueAt ?? cause.at),
    }));
  });
}

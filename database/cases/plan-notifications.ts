import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { CityPack } from '../../city/city-pack';
import type { NotificationKind, PlannedNotification } from '../../domain/notifications';
import type { OpenCase } from '../../domain/open-case';
import type { Database } from '../connection';
import type { ColumnTypes } from '../recordset';
import { findReachable, NOBODY, recipientsOf, type Reachable } from './recipients';

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
  return cases.flatMap((open) =>
    rowsOf(open, { city, reachable: reachable.get(open.case.state.id) ?? NOBODY }),
  );
}

function isForReporters({ audience }: PlannedNotification): boolean {
  return audience.to === 'reporters' || audience.to === 'reporter';
}

function rowsOf(
  { case: { state }, events, notifications }: OpenCase,
  { city, reachable }: { city: CityPack; reachable: Reachable },
): NotificationRow[] {
  return notifications.flatMap((planned) => {
    const cause = events.find(({ sequence }) => sequence === planned.sequence);
    if (!cause)
      throw new RangeError(`a notification is planned for ${planned.sequence}, which is not recorded`);
    return recipientsOf(planned, { complaintId: state.id, reachable, city }).map((recipient) => ({
      id: uuidv7(),
      complaintId: state.id,
      sequence: planned.sequence,
      kind: planned.kind,
      recipient,
      assignment: state.assignment,
      dueAt: new Date(cause.dueAt ?? cause.at),
    }));
  });
}

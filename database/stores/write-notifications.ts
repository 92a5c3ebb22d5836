import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { CityPack } from '../../city/city-pack';
import type { ComplaintState } from '../../domain/complaint';
import type { PlannedNotification } from '../../domain/notifications';
import type { TimelineEvent } from '../../domain/timeline';
import type { Database } from '../connection';
import { findReachable, recipientsOf } from './recipients';

interface Writing {
  db: Database;
  city: CityPack;
  input: { events: TimelineEvent[]; state: ComplaintState; notifications: PlannedNotification[] };
  transaction: Transaction;
}

/** One row for each message and recipient that can be reached now. */
export async function writeNotifications({ db, city, input, transaction }: Writing): Promise<void> {
  const { state, notifications, events } = input;
  const isForReporters = notifications.some(({ audience }) =>
    ['reporters', 'reporter'].includes(audience.to),
  );
  const reachable = isForReporters
    ? await findReachable({ db, complaintIds: [state.id, ...state.absorbed], transaction })
    : { reporters: [], supporters: [] };
  const rows = notifications.flatMap((planned) =>
    recipientsOf(planned, { complaintId: state.id, reachable, city }).map((recipient) => ({
      id: uuidv7(),
      complaintId: state.id,
      sequence: planned.sequence,
      kind: planned.kind,
      recipient,
      assignment: state.assignment,
      dueAt: dueOf(planned, events),
    })),
  );
  await db.models.Notification.bulkCreate(rows, {
    fields: ['id', 'complaintId', 'sequence', 'kind', 'recipient', 'assignment', 'dueAt'],
    transaction,
  });
}

function dueOf(planned: PlannedNotification, events: TimelineEvent[]): Date {
  const cause = events.find(({ sequence }) => sequence === planned.sequence);
  if (!cause)
    throw new RangeError(`a notification is planned for ${planned.sequence}, which is not recorded`);
  return new Date(cause.dueAt ?? cause.at);
}

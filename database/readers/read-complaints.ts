import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { supporterCount } from '../supporter-count';
import {
  toComplaintRecord,
  toPhotoRecord,
  type ComplaintRecord,
  type ComplaintRowRead,
  type PhotoRecord,
} from './complaint-record';

export interface ComplaintQuery {
  /** What follows `FROM complaints c`, with values as `$1`, `$2`, …. */
  rest: string;
  bind: unknown[];
  transaction?: Transaction;
}

/** Two queries, however many complaints. */
export async function readComplaints(db: Database, query: ComplaintQuery): Promise<ComplaintRecord[]> {
  const { rest, bind, transaction } = query;
  const rows = await selectRows<ComplaintRowRead>(db, {
    sql: `SELECT ${columnsOf(db)}, now(),
      ${supporterCount('c.id')} AS supporters
      FROM complaints c ${rest}`,
    bind,
    transaction,
  });
  const photos = await photosOf(db, { complaintIds: rows.map(({ id }) => id), transaction });
  return rows.map((row) =>
    toComplaintRecord(
      row,
      photos.filter(({ complaintId }) => complaintId === row.id),
    ),
  );
}

function columnsOf(db: Database): string {
  return Object.entries(db.models.Complaint.getAttributes())
    .map(([name, { field }]) => `c.${field} AS "${name}"`)
    .join(', ');
}

async function photosOf(
  db: Database,
  { complaintIds, transaction }: { complaintIds: string[]; transaction?: Transaction },
): Promise<PhotoRecord[]> {
  if (complaintIds.length === 0) return [];
  const photos = await db.models.Photo.findAll({
    where: { complaintId: complaintIds, inputId: null },
    order: [['position', 'ASC']],
    transaction,
  });
  return photos.map(toPhotoRecord);
}

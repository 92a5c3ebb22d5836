import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import { promiseFactsOf } from '../../domain/promise-facts';
import { nextDueBy } from '../../domain/settle';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { emptyDraft } from './empty-draft';
import { deviceHash, knownBy } from './device-hash';
import { isKnownAddress } from './known-address';
import type { NewComplaint } from './new-complaint';
import { reserveOrWithhold } from './notification-budget';
import { CHANNELS, notify, type Channel } from './notify';
import { receiveComplaint, type Receipt } from './receive-complaint';
import { projectState } from '../cases/project-state';
import { savePromiseFacts } from '../cases/save-promise-facts';
import { insertPhotos } from './insert-photos';
import { TIMELINE_FIELDS, toTimelineRow } from '../cases/timeline-rows';

export interface Insertion {
  db: Database;
  id: string;
  trackingCode: string;
  input: NewComplaint;
  transaction: Transaction;
}

/** Stores a complaint with everything that belongs to it from the start. */
export async function insertComplaint(insertion: Insertion): Promise<void> {
  const { db, id, input, transaction } = insertion;
  const receipt = await receiveComplaint(insertion);
  const { events } = receipt;
  await insertRow(insertion, receipt);
  const rows = events.map((event) => toTimelineRow(id, event));
  await db.models.TimelineEvent.bulkCreate(rows, { fields: [...TIMELINE_FIELDS], transaction });
  const facts = promiseFactsOf({ events, policy: input.policy });
  await savePromiseFacts(db, { promises: [{ complaintId: id, facts }], transaction });
  if (receipt.outage) await noteShift(insertion, receipt.outage.id);
  const isConfirmed = await insertReporter(insertion);
  await insertPhotos(db, { complaintId: id, inputId: null, photos: input.photos, transaction });
  if (input.idempotency) {
    const { scope, key } = input.idempotency;
    await db.models.IdempotencyKey.update({ complaintId: id }, { where: { scope, key }, transaction });
  }
  if (input.draft) await emptyDraft(db, { draft: input.draft, complaintId: id, transaction });
  const channels: Channel[] = [CHANNELS.events];
  if (input.reporter.email !== null) {
    await insertReceipt(insertion, { receipt, email: input.reporter.email, isConfirmed });
    channels.push(CHANNELS.notifications);
  }
  await notify(db, { complaintId: id, channels, transaction });
}

async function insertRow(
  { db, id, trackingCode, input, transaction }: Insertion,
  { current }: Receipt,
): Promise<void> {
  const { description, location, anonymous, confidential, channel, externalReference = null } = input;
  const filed = { description, ...location, anonymous, confidential, channel, externalReference };
  const row = {
    id,
    trackingCode,
    ...filed,
    ...projectState({ state: current.state, nextDueBy: nextDueBy(current) }),
  };
  await db.models.Complaint.create(row, {
    fields: Object.keys(row) as (keyof typeof row)[],
    returning: false,
    transaction,
  });
}

const REPORTER = `
  INSERT INTO reporters (complaint_id, name, email, phone, language, device_hash, known_by, email_confirmed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN ${isKnownAddress('$7')} THEN now() END)
  RETURNING email_confirmed_at IS NOT NULL AS "isConfirmed"`;

/** @returns whether the address is known to be theirs */
async function insertReporter({ db, id, input, transaction }: Insertion): Promise<boolean> {
  const { name, email, phone, language } = input.reporter;
  const { device = null } = input;
  const hash = device === null ? null : deviceHash(device, id);
  // We cannot know whether an application tells its users' devices apart.
  const known = device === null || email === null || input.filedBy !== null ? null : knownBy(device, email);
  const bind = [id, name, email, phone, language, hash, known];
  const [row] = await selectRows<{ isConfirmed: boolean }>(db, { sql: REPORTER, bind, transaction });
  return row?.isConfirmed ?? false;
}

/** When the outage is called off, this case moves back, too. */
async function noteShift({ db, id, transaction }: Insertion, outageId: string): Promise<void> {
  await selectRows(db, {
    sql: `INSERT INTO agency_outage_cases (outage_id, complaint_id, state) VALUES ($1, $2, 'shifted')`,
    bind: [outageId, id],
    transaction,
  });
}

interface FirstMail {
  receipt: Receipt;
  email: string;
  isConfirmed: boolean;
}

/** The mail states the promise after all of the complaint's first events. */
async function insertReceipt(
  { db, id, transaction }: Insertion,
  { receipt, email, isConfirmed }: FirstMail,
): Promise<void> {
  const { sequence, receivedAt } = receipt.current.state;
  const row = { id: uuidv7(), complaintId: id, sequence, kind: 'received' as const };
  await db.models.Notification.create(
    { ...row, recipient: `reporter:${id}`, assignment: 0, dueAt: new Date(receivedAt) },
    {
      fields: ['id', 'complaintId', 'sequence', 'kind', 'recipient', 'assignment', 'dueAt'],
      returning: false,
      transaction,
    },
  );
  if (!isConfirmed) await reserveOrWithhold(db, { id: row.id, email }, transaction);
}

import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import { receive } from '../../domain/receive';
import type { ComplaintState } from '../../domain/complaint';
import type { Instant } from '../../domain/instant';
import { factsAtReceipt } from '../../domain/promise-facts';
import { nextDueBy } from '../../domain/settle';
import type { TimelineEvent } from '../../domain/timeline';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { emptyDraft } from './empty-draft';
import { deviceHash, knownBy } from './device-hash';
import { isKnownAddress } from './known-address';
import type { NewComplaint } from './new-complaint';
import { reserveOrWithhold } from './notification-budget';
import { CHANNELS, notify, type Channel } from './notify';
import { projectState } from '../cases/project-state';
import { savePromiseFacts } from '../cases/save-promise-facts';
import { insertPhotos } from './stored-photo';
import { TIMELINE_FIELDS, toTimelineRow } from '../cases/timeline-rows';

export interface Insertion {
  db: Database;
  id: string;
  trackingCode: string;
  input: NewComplaint;
  transaction: Transaction;
}

/** A complaint with all that belongs to it from its first instant. */
export async function insertComplaint(insertion: Insertion): Promise<void> {
  const { db, id, input, transaction } = insertion;
  const received = await receiptOf(insertion);
  const state = receive({ id, at: received.at, data: received.data, policy: input.policy });
  await insertRow(insertion, state);
  const row = toTimelineRow(id, received);
  await db.models.TimelineEvent.bulkCreate([row], { fields: [...TIMELINE_FIELDS], transaction });
  await savePromiseFacts(db, { promises: [{ complaintId: id, facts: factsAtReceipt(state) }], transaction });
  const isConfirmed = await insertReporter(insertion);
  await insertPhotos(db, { complaintId: id, inputId: null, photos: input.photos, transaction });
  if (input.idempotency) {
    const { scope, key } = input.idempotency;
    await db.models.IdempotencyKey.update({ complaintId: id }, { where: { scope, key }, transaction });
  }
  if (input.draft) await emptyDraft(db, { draft: input.draft, complaintId: id, transaction });
  const channels: Channel[] = [CHANNELS.events];
  if (input.reporter.email !== null) {
    await insertReceipt(insertion, { at: received.at, email: input.reporter.email, isConfirmed });
    channels.push(CHANNELS.notifications);
  }
  await notify(db, { complaintId: id, channels, transaction });
}

type Received = Extract<TimelineEvent, { type: 'received' }>;

/** The deadlines count from the database's clock, whichever machine took the complaint. */
async function receiptOf({ db, input, transaction }: Insertion): Promise<Received> {
  const [clock] = await selectRows<{ now: Date }>(db, {
    sql: "SELECT date_trunc('milliseconds', clock_timestamp()) AS now",
    transaction,
  });
  if (!clock) throw new Error('PostgreSQL does not tell the time');
  const { category, agency, targetHours, policyVersion, filedBy } = input;
  const data = { category, agency, targetHours, policyVersion, ...(filedBy === null ? {} : { filedBy }) };
  const actor = { kind: 'reporter' as const, ...(filedBy === null ? {} : { ref: filedBy }) };
  return { type: 'received', sequence: 1, at: clock.now.getTime(), actor, data };
}

async function insertRow(
  { db, id, trackingCode, input, transaction }: Insertion,
  state: ComplaintState,
): Promise<void> {
  const { description, location, anonymous, confidential, channel, externalReference = null, policy } = input;
  const filed = { description, ...location, anonymous, confidential, channel, externalReference };
  const row = {
    id,
    trackingCode,
    ...filed,
    ...projectState({ state, nextDueBy: nextDueBy({ state, policy }) }),
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
  // Whether an application tells its users' devices apart is not for us to know.
  const known = device === null || email === null || input.filedBy !== null ? null : knownBy(device, email);
  const bind = [id, name, email, phone, language, hash, known];
  const [row] = await selectRows<{ isConfirmed: boolean }>(db, { sql: REPORTER, bind, transaction });
  return row?.isConfirmed ?? false;
}

interface Receipt {
  at: Instant;
  email: string;
  isConfirmed: boolean;
}

async function insertReceipt(
  { db, id, transaction }: Insertion,
  { at, email, isConfirmed }: Receipt,
): Promise<void> {
  const row = { id: uuidv7(), complaintId: id, sequence: 1, kind: 'received' as const };
  await db.models.Notification.create(
    { ...row, recipient: `reporter:${id}`, assignment: 0, dueAt: new Date(at) },
    {
      fields: ['id', 'complaintId', 'sequence', 'kind', 'recipient', 'assignment', 'dueAt'],
      returning: false,
      transaction,
    },
  );
  if (!isConfirmed) await reserveOrWithhold(db, { id: row.id, email }, transaction);
}

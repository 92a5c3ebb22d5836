import { isDeepStrictEqual } from 'node:util';
import { literal, Op, type Transaction } from 'sequelize';
import type { CityPack } from '../../city/city-pack';
import { replayTimeline } from '../../domain/replay-timeline';
import type { Case, ComplaintState } from '../../domain/complaint';
import type { Instant } from '../../domain/instant';
import type { PlannedNotification } from '../../domain/notifications';
import { mayChangePromise } from '../../domain/promise-facts';
import type { TimelineEvent } from '../../domain/timeline';
import type { Database } from '../connection';
import { CaseMovedError } from './case-moved-error';
import { CaseNotFoundError } from './case-not-found-error';
import { CHANNELS, notify } from './notify';
import { projectState } from './project-state';
import { createPromiseProjection, type PromiseProjection } from './promise-projection';
import { TIMELINE_FIELDS, toTimelineEvent, toTimelineRow } from './timeline-rows';
import { writeNotifications } from './write-notifications';

export interface RecordInput {
  complaintId: string;
  /** Decided together, in their order, without gaps. */
  events: TimelineEvent[];
  /** The state after the last of them. */
  state: ComplaintState;
  nextDueBy: Instant | null;
  notifications: PlannedNotification[];
}

export interface CaseStore {
  /**
   * The case as its timeline tells it, with the policy that it pinned.
   * @throws CaseNotFoundError
   */
  load(complaintId: string): Promise<{ case: Case; trackingCode: string }>;
  /**
   * Writes events, the row that people read, and what has to leave, in one transaction. Writing the same again is
   * success without effect.
   * @throws CaseNotFoundError
   * @throws CaseMovedError when the stored timeline does not end where `events` begin
   */
  record(input: RecordInput): Promise<void>;
}

export function createCaseStore({ db, city }: { db: Database; city: CityPack }): CaseStore {
  const promises = createPromiseProjection({ db });
  return {
    load: (complaintId) => load(db, complaintId),
    record: (input) =>
      db.sequelize.transaction(async (transaction) => {
        if (!(await isNew(db, input, transaction))) return;
        await write({ db, city, promises, input, transaction });
      }),
  };
}

async function load(db: Database, complaintId: string): Promise<{ case: Case; trackingCode: string }> {
  const { Complaint, Policy, TimelineEvent } = db.models;
  const row = await Complaint.findByPk(complaintId, { attributes: ['trackingCode', 'policyVersion'] });
  if (!row) throw new CaseNotFoundError(complaintId);
  const [policy, rows] = await Promise.all([
    Policy.findByPk(row.policyVersion, { rejectOnEmpty: true }),
    TimelineEvent.findAll({ where: { complaintId }, order: [['sequence', 'ASC']] }),
  ]);
  const events = rows.map(toTimelineEvent);
  const state = replayTimeline({ id: complaintId, events, policy: policy.content });
  return { case: { state, policy: policy.content }, trackingCode: row.trackingCode };
}

/** Locks the row, so that of two writers one sees what the other has written. */
async function isNew(
  db: Database,
  { complaintId, events }: RecordInput,
  transaction: Transaction,
): Promise<boolean> {
  const row = await db.models.Complaint.findByPk(complaintId, {
    attributes: ['sequence'],
    lock: transaction.LOCK.UPDATE,
    transaction,
  });
  if (!row) throw new CaseNotFoundError(complaintId);
  const [first] = events;
  if (!first) return false;
  const expected = first.sequence - 1;
  if (row.sequence === expected) return true;
  if (await areStored(db, { complaintId, events, transaction })) return false;
  throw new CaseMovedError({ complaintId, stored: row.sequence, expected });
}

async function areStored(
  db: Database,
  {
    complaintId,
    events,
    transaction,
  }: { complaintId: string; events: TimelineEvent[]; transaction: Transaction },
): Promise<boolean> {
  const rows = await db.models.TimelineEvent.findAll({
    where: { complaintId, sequence: { [Op.in]: events.map(({ sequence }) => sequence) } },
    order: [['sequence', 'ASC']],
    transaction,
  });
  const stored = rows.map((row) => identityOf(toTimelineEvent(row)));
  return isDeepStrictEqual(stored, events.map(identityOf));
}

/** What makes two events the same; a field that is undefined is as good as none. */
function identityOf({ sequence, type, at, data, requestId }: TimelineEvent): unknown {
  return JSON.parse(JSON.stringify({ sequence, type, at, data, requestId }));
}

interface Writing {
  db: Database;
  city: CityPack;
  promises: PromiseProjection;
  input: RecordInput;
  transaction: Transaction;
}

async function write({ db, city, promises, input, transaction }: Writing): Promise<void> {
  const { complaintId, events, state, nextDueBy } = input;
  const rows = events.map((event) => toTimelineRow(complaintId, event));
  await db.models.TimelineEvent.bulkCreate(rows, { fields: [...TIMELINE_FIELDS], transaction });
  const columns = { ...projectState({ state, nextDueBy }), recordedAt: literal('clock_timestamp()') };
  await db.models.Complaint.update(columns, { where: { id: complaintId }, transaction });
  if (events.some(mayChangePromise)) await promises.project({ complaintIds: [complaintId], transaction });
  await writeNotifications({ db, city, input, transaction });
  await notify(db, { complaintId, channels: [CHANNELS.events, CHANNELS.notifications], transaction });
}

import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { IS_OPEN_OF_AGENCY } from '../readers/open-cases-reader';
import { findOutage, OUTAGE_RUNS, type Outage } from '../readers/outage-reader';
import { selectRows } from '../select-rows';
import { IdempotencyConflictError } from './idempotency-conflict-error';
import { lockAgency, lockOutage } from './outage-lock';
import { OutageRefusal } from './outage-refusal';

export interface NewOutage {
  id: string;
  agency: string;
  /** 1 to 336. */
  hours: number;
  reason: string;
  /** Credential of whoever declares it. */
  by: string;
  /** Tells the engine, which waits for the transaction. If it throws, nothing is stored. */
  wake: () => Promise<void>;
}

export interface OutageStore {
  /**
   * Records that the agency is out, with its cases that are open now. The same id with the same content again
   * succeeds without effect.
   * @throws OutageRefusal `running` while the agency is out already
   * @throws IdempotencyConflictError when the id came with other content
   */
  declare(outage: NewOutage): Promise<Outage>;
  /**
   * Calls it off; calling it off again succeeds without effect. Null when there is no such outage.
   * @throws OutageRefusal `over` when its hours have passed
   */
  undo(input: { id: string; by: string; wake: () => Promise<void> }): Promise<Outage | null>;
}

export function createOutageStore({ db }: { db: Database }): OutageStore {
  return {
    declare: (outage) => db.sequelize.transaction((transaction) => declare(db, outage, transaction)),
    undo: (input) => db.sequelize.transaction((transaction) => undo(db, input, transaction)),
  };
}

async function declare(db: Database, outage: NewOutage, transaction: Transaction): Promise<Outage> {
  const { id, agency, hours, reason, by, wake } = outage;
  await lockAgency(db, { agency, transaction });
  const earlier = await findOutage(db, { id, transaction });
  if (earlier) return sameAs(earlier, outage);
  await refuseSecond(db, { agency, transaction });
  await lockOutage(db, { outageId: id, transaction });
  await selectRows(db, {
    sql: 'INSERT INTO agency_outages (id, agency, hours, reason, created_by) VALUES ($1, $2, $3, $4, $5)',
    bind: [id, agency, hours, reason, by],
    transaction,
  });
  await selectRows(db, {
    sql: `INSERT INTO agency_outage_cases (outage_id, complaint_id)
      SELECT $2::uuid, id FROM complaints WHERE ${IS_OPEN_OF_AGENCY}`,
    bind: [agency, id],
    transaction,
  });
  await audit(db, { by, action: 'outage_declared', agency, data: { outage: id, hours }, transaction });
  await wake();
  return stored(db, id, transaction);
}

function sameAs(earlier: Outage, { agency, hours, reason }: NewOutage): Outage {
  if (earlier.agency === agency && earlier.hours === hours && earlier.reason === reason) return earlier;
  throw new IdempotencyConflictError();
}

async function refuseSecond(
  db: Database,
  { agency, transaction }: { agency: string; transaction: Transaction },
): Promise<void> {
  const running = await selectRows(db, {
    sql: `SELECT FROM agency_outages AS o WHERE o.agency = $1 AND ${OUTAGE_RUNS} LIMIT 1`,
    bind: [agency],
    transaction,
  });
  if (running.length > 0) throw new OutageRefusal('running');
}

async function undo(
  db: Database,
  { id, by, wake }: { id: string; by: string; wake: () => Promise<void> },
  transaction: Transaction,
): Promise<Outage | null> {
  await lockOutage(db, { outageId: id, transaction });
  const outage = await findOutage(db, { id, transaction });
  if (!outage || outage.undoneAt !== null) return outage;
  const [undone] = await selectRows(db, {
    sql: `UPDATE agency_outages AS o SET state = 'undoing', undone_by = $2, undone_at = clock_timestamp()
      WHERE id = $1 AND created_at + hours * interval '1 hour' > clock_timestamp() RETURNING id`,
    bind: [id, by],
    transaction,
  });
  if (!undone) throw new OutageRefusal('over');
  const { agency } = outage;
  await audit(db, { by, action: 'outage_undone', agency, data: { outage: id }, transaction });
  await wake();
  return stored(db, id, transaction);
}

async function audit(
  db: Database,
  entry: { by: string; action: string; agency: string; data: object; transaction: Transaction },
): Promise<void> {
  const { by, action, agency, data, transaction } = entry;
  await db.models.AuditEntry.create(
    { actor: by, action, subject: `agency:${agency}`, data: { ...data } },
    { fields: ['actor', 'action', 'subject', 'data'], returning: false, transaction },
  );
}

async function stored(db: Database, id: string, transaction: Transaction): Promise<Outage> {
  const outage = await findOutage(db, { id, transaction });
  if (!outage) throw new RangeError('an outage that was just written is gone');
  return outage;
}

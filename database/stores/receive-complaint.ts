import type { Transaction } from 'sequelize';
import { apply } from '../../domain/apply';
import type { Case } from '../../domain/complaint';
import { receive } from '../../domain/receive';
import { shiftAtReceipt } from '../../domain/shifts';
import type { TimelineEvent } from '../../domain/timeline';
import type { Database } from '../connection';
import { readRunningOutages, type RunningOutage } from '../readers/running-outages';
import { selectRows } from '../select-rows';
import type { NewComplaint } from './new-complaint';
import { lockAgency, lockOutage } from './outage-lock';

interface Receiving {
  db: Database;
  id: string;
  input: NewComplaint;
  transaction: Transaction;
}

/** How a complaint starts. */
export interface Receipt {
  current: Case;
  events: TimelineEvent[];
  /** The outage of its agency that moved its deadlines. */
  outage: RunningOutage | null;
}

/**
 * The receipt, and the shift if its agency is out. Deadlines count from the database's clock, whichever machine
 * took the complaint. Declaring or calling off an outage of the agency happens entirely before this or after it.
 */
export async function receiveComplaint(receiving: Receiving): Promise<Receipt> {
  const { db, id, input, transaction } = receiving;
  const { category, agency, targetHours, policyVersion, policy, filedBy } = input;
  const outage = await heldOutage(receiving);
  const at = await clock(db, transaction);
  const data = { category, agency, targetHours, policyVersion, ...(filedBy === null ? {} : { filedBy }) };
  const actor = { kind: 'reporter' as const, ...(filedBy === null ? {} : { ref: filedBy }) };
  const received: TimelineEvent = { type: 'received', sequence: 1, at, actor, data };
  const state = receive({ id, at, data, policy });
  // The outage may have ended while this waited for its locks.
  if (!outage || outage.until <= at) return { current: { state, policy }, events: [received], outage: null };
  const shifted = shiftAtReceipt(state, outage);
  const current = { state: apply({ state, policy }, shifted), policy };
  return { current, events: [received, shifted], outage };
}

/** The agency's running outage; until the end of the transaction nobody can call it off or declare another. */
async function heldOutage({ db, input, transaction }: Receiving): Promise<RunningOutage | null> {
  const { agency } = input;
  await lockAgency(db, { agency, shared: true, transaction });
  const find = async () => (await readRunningOutages(db, { agency, transaction }))[0] ?? null;
  const found = await find();
  if (!found) return null;
  await lockOutage(db, { outageId: found.id, shared: true, transaction });
  return find();
}

async function clock(db: Database, transaction: Transaction): Promise<number> {
  const [read] = await selectRows<{ now: Date }>(db, {
    sql: "SELECT date_trunc('milliseconds', clock_timestamp()) AS now",
    transaction,
  });
  if (!read) throw new Error('PostgreSQL does not tell the time');
  return read.now.getTime();
}

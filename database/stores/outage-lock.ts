import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/**
 * Waits, until the end of the transaction, for others who declare or call off the same outage. The engine is told
 * of an outage before its row is committed, and waits here until it is committed or rolled back.
 */
export async function lockOutage(
  db: Database,
  { outageId, shared = false, transaction }: { outageId: string; shared?: boolean; transaction: Transaction },
): Promise<void> {
  await lock(db, { name: `outage:${outageId}`, shared, transaction });
}

/**
 * Only one outage of an agency is declared at a time, and none while a complaint for it is being filed (`shared`).
 */
export async function lockAgency(
  db: Database,
  { agency, shared = false, transaction }: { agency: string; shared?: boolean; transaction: Transaction },
): Promise<void> {
  await lock(db, { name: `agency:${agency}`, shared, transaction });
}

async function lock(
  db: Database,
  { name, shared, transaction }: { name: string; shared: boolean; transaction: Transaction },
): Promise<void> {
  const take = shared ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await selectRows(db, { sql: `SELECT ${take}(hashtextextended($1, 0))`, bind: [name], transaction });
}

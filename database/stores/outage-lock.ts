import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/**
 * Waits for whoever declares or calls off the same outage, until the end of the transaction. The engine hears of an
 * outage before its row is committed, and waits here until it is, or until nothing came of it.
 */
export async function lockOutage(
  db: Database,
  { outageId, shared = false, transaction }: { outageId: string; shared?: boolean; transaction: Transaction },
): Promise<void> {
  await lock(db, { name: `outage:${outageId}`, shared, transaction });
}

/** One outage of an agency is declared at a time, and none while a complaint to it is being filed (`shared`). */
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

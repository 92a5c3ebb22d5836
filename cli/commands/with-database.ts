import { openDatabase, type Database } from '../../database/connection';
import type { Settings } from './settings';

/** Opens the database that the settings name, and closes it whatever happens. */
export async function withDatabase<Result>(
  settings: Settings,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const { DATABASE_URL } = settings.need('DATABASE_URL');
  const db = openDatabase({ url: DATABASE_URL, maxConnections: 2 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

import { openDatabase, type Database } from '../../database/connection';
import type { Settings } from './settings';

/** Opens the database that the settings name, and always closes it. */
export function withDatabase<Result>(
  settings: Settings,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  return withDatabaseAt(settings.need('DATABASE_URL').DATABASE_URL, work);
}

/** Does the same for a database that is given by its URL. */
export async function withDatabaseAt<Result>(
  url: string,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const db = openDatabase({ url, maxConnections: 2 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

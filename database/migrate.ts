import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { ADVISORY_LOCKS } from './advisory-locks';
import { Umzug, type RunnableMigration, type UmzugStorage } from 'umzug';

/**
 * Brings a database up to date, all or nothing, and returns the names of the migrations that were applied. Safe to
 * run by several processes at once: the later ones wait and find nothing to do.
 */
export async function migrate({ databaseUrl }: { databaseUrl: string }): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('BEGIN');
    // Two processes that start together must not migrate at the same time.
    await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.migration]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const umzug = new Umzug({
      migrations: await readMigrations(client),
      storage: storageIn(client),
      logger: undefined,
    });
    const applied = await umzug.up();
    await client.query('COMMIT');
    return applied.map(({ name }) => name);
  } finally {
    // Ending the connection rolls back what was not committed.
    await client.end();
  }
}

/** Finds the SQL files, for compiled code as well: the compiler leaves them where they are. */
export function migrationsFolder(): string {
  const places = [join(__dirname, 'migrations'), join(__dirname, '..', '..', 'database', 'migrations')];
  const folder = places.find((place) => existsSync(place));
  if (!folder) throw new Error(`no migrations in ${places.join(' or ')}`);
  return folder;
}

async function readMigrations(client: Client): Promise<RunnableMigration<object>[]> {
  const folder = migrationsFolder();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return names.map((name) => ({
    name,
    up: async () => client.query(await readFile(join(folder, name), 'utf8')),
  }));
}

function storageIn(client: Client): UmzugStorage {
  return {
    async logMigration({ name }) {
      await client.query('INSERT INTO migrations (name) VALUES ($1)', [name]);
    },
    async unlogMigration({ name }) {
      await client.query('DELETE FROM migrations WHERE name = $1', [name]);
    },
    async executed() {
      const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY name');
      return rows.map(({ name }) => name);
    },
  };
}

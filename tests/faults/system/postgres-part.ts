import { chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { LOOPBACK } from '../../../cli/parts/free-port';
import { postgresAccount } from '../../../cli/parts/postgres-account';
import { preparePostgresBinaries } from '../../../cli/parts/postgres-binaries';
import { POSTGRES_USER, preparePostgresData, systemFolder } from '../../../cli/parts/postgres-data';
import { startProcess, waitUntilReady } from '../../../cli/parts/start-process';
import { ROOT } from './main-paths';
import type { Launched } from './part';

const READY_MS = 30_000;
const DATABASE = 'sikesal';

export interface PostgresPlace {
  /** Holds the data folder and its copies. */
  home: string;
  dataFolder: string;
  url: string;
  launch(): Promise<Launched>;
}

/**
 * A PostgreSQL whose data outlive it. What it has committed is in the system's memory (`synchronous_commit`), which
 * outlives any SIGKILL; the disk is not waited for, because no test cuts the machine's power.
 */
export async function preparePostgres({
  port,
  logFile,
}: {
  port: number;
  logFile: string;
}): Promise<PostgresPlace> {
  const account = await postgresAccount();
  const binaries = await preparePostgresBinaries({
    folder: account ? await systemFolder() : path.join(ROOT, '.cache'),
  });
  // Root's own TMPDIR may be out of the account's reach; /tmp never is.
  const home = await mkdtemp(path.join(account ? '/tmp' : tmpdir(), 'sikesal-faults-postgres-'));
  if (account) await chown(home, account.uid, account.gid);
  const dataFolder = path.join(home, 'data');
  const { password } = await preparePostgresData({ dataFolder, binaries, account, ephemeral: true });
  const urlOf = (database: string) =>
    `postgres://${POSTGRES_USER}:${password}@${LOOPBACK}:${port}/${database}`;

  async function launch(): Promise<Launched> {
    const server = await startProcess({
      name: 'PostgreSQL',
      command: binaries.postgres,
      args: ['-D', dataFolder, ...settings(port)],
      env: { LC_ALL: 'C', PATH: process.env.PATH },
      cwd: dataFolder,
      logFile,
      account,
      stopSignal: 'SIGINT',
    });
    const probe = () => ensureDatabase(urlOf('postgres'));
    await waitUntilReady({ process: server, probe, deadlineMs: READY_MS });
    return server;
  }

  return { home, dataFolder, url: urlOf(DATABASE), launch };
}

function settings(port: number): string[] {
  const values = {
    port,
    listen_addresses: LOOPBACK,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'on',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function ensureDatabase(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    return true;
  } finally {
    await client.end();
  }
}

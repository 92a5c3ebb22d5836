import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { isPortFree, LOOPBACK } from './free-port';
import { PartError } from './part-error';
import { postgresAccount } from './postgres-account';
import { preparePostgresBinaries, type PostgresBinaries } from './postgres-binaries';
import { POSTGRES_USER, preparePostgresData, systemFolder, type PostgresData } from './postgres-data';
import { endLeftoverPostgres, rememberStarter } from './postgres-leftover';
import { startProcess, waitUntilReady, type StartedProcess, type SystemAccount } from './start-process';

export interface PostgresInput {
  port: number;
  logFile: string;
  /** Where a plain user keeps the prepared binaries, shared by all starts of a checkout. */
  cacheFolder: string;
  /** Kept between starts; left out when ephemeral. */
  dataFolder?: string;
  /** For tests: data in a temporary folder, written without protection against power failures, removed at stop. */
  ephemeral?: boolean;
}

export interface RunningPostgres {
  /** With the password: keep it out of logs. */
  url: string;
  port: number;
  pid: number;
  exited: StartedProcess['exited'];
  /** Whether it answers; a rejection means no. */
  isAlive(): Promise<boolean>;
  stop(): Promise<void>;
  kill(): void;
}

const DATABASE = 'sikesal';

/** After a crash, recovery of a busy server may take a minute. */
const READY_DEADLINE_MS = 60_000;

/**
 * Starts a real PostgreSQL on the loopback address, ready for connections, with a new or kept database `sikesal`.
 *
 * @throws PartError when the port is taken, the data folder is in use, or the server does not come up.
 */
export async function startPostgres(input: PostgresInput): Promise<RunningPostgres> {
  const account = await postgresAccount();
  const binaries = await preparePostgresBinaries({
    folder: account ? await systemFolder() : input.cacheFolder,
  });
  const place = await choosePlace(input, account);
  try {
    const data = await preparePostgresData({
      ...place,
      binaries,
      account,
      ephemeral: input.ephemeral === true,
    });
    await endLeftoverPostgres(data);
    if (!(await isPortFree(input.port)))
      throw new PartError(`PostgreSQL cannot start: port ${input.port} is taken.`);
    const server = await startServer({ ...input, binaries, data, account });
    return {
      url: urlFor({ data, port: input.port, database: DATABASE }),
      port: input.port,
      pid: server.pid,
      exited: server.exited,
      isAlive: () => ensureDatabase({ data, port: input.port }),
      stop: () => server.stop().then(place.leave),
      kill: server.kill,
    };
  } catch (error) {
    await place.leave();
    throw error;
  }
}

interface Place {
  dataFolder: string;
  leave(): Promise<void>;
}

async function choosePlace(input: PostgresInput, account: SystemAccount | null): Promise<Place> {
  if (!input.ephemeral) {
    if (!input.dataFolder) throw new PartError('PostgreSQL needs a data folder unless it is ephemeral.');
    return { dataFolder: input.dataFolder, leave: async () => {} };
  }
  // The account may have no access to root's own TMPDIR; it always has to /tmp.
  const home = await mkdtemp(join(account ? '/tmp' : tmpdir(), 'sikesal-postgres-'));
  if (account) await chown(home, account.uid, account.gid);
  return { dataFolder: join(home, 'data'), leave: () => rm(home, { recursive: true, force: true }) };
}

interface ServerInput extends PostgresInput {
  binaries: PostgresBinaries;
  data: PostgresData;
  account: SystemAccount | null;
}

async function startServer(input: ServerInput): Promise<StartedProcess> {
  await rememberStarter(input.data);
  const server = await startProcess({
    name: 'PostgreSQL',
    command: input.binaries.postgres,
    args: ['-D', input.data.folder, ...settings(input)],
    env: { LC_ALL: 'C', PATH: process.env.PATH },
    cwd: input.data.folder,
    logFile: input.logFile,
    account: input.account,
    // Fast shutdown: rolls back open transactions, does not wait for clients. Nothing of a test is worth saving.
    stopSignal: input.ephemeral ? 'SIGQUIT' : 'SIGINT',
  });
  const probe = () => ensureDatabase({ data: input.data, port: input.port });
  await waitUntilReady({ process: server, probe, deadlineMs: READY_DEADLINE_MS });
  return server;
}

function settings({ port, ephemeral }: ServerInput): string[] {
  const values = {
    port,
    listen_addresses: LOOPBACK,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A refused row or statement may hold what people wrote: the log says what went wrong, but not the values.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(ephemeral ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Connecting is the readiness check; the database is created on the same connection. */
async function ensureDatabase({ data, port }: { data: PostgresData; port: number }): Promise<boolean> {
  const client = new Client({
    connectionString: urlFor({ data, port, database: 'postgres' }),
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    return true;
  } finally {
    await client.end();
  }
}

function urlFor({ data, port, database }: { data: PostgresData; port: number; database: string }): string {
  return `postgres://${POSTGRES_USER}:${data.password}@${LOOPBACK}:${port}/${database}`;
}

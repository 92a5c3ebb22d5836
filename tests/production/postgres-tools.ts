import { execFile, type ExecFileOptions } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../cli/parts/free-port';
import { postgresAccount } from '../../cli/parts/postgres-account';
import { startProcess, waitUntilReady } from '../../cli/parts/start-process';

const DEBIAN = '/usr/lib/postgresql';
const TOOLS = ['initdb', 'postgres', 'psql', 'pg_dump', 'pg_restore', 'pg_isready'];

/** Finds a server with its tools: npm's packages have none, and a dump needs tools of the server's release. */
export function findPostgresTools(): string | undefined {
  const releases = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = releases.map((release) => path.join(DEBIAN, release, 'bin'));
  return folders.find((folder) => TOOLS.every((tool) => existsSync(path.join(folder, tool))));
}

export type Cluster = Awaited<ReturnType<typeof startCluster>>;

/** A server as the image of the compose file sets one up, with its tools. */
export async function startCluster({ tools }: { tools: string }) {
  const account = await postgresAccount();
  const folder = await mkdtemp('/tmp/sikesal-cluster-');
  if (account) await chown(folder, account.uid, account.gid);
  const port = await freePort();
  const env = {
    PATH: `${tools}:${process.env.PATH}`,
    PGHOST: '127.0.0.1',
    PGPORT: String(port),
    LC_ALL: 'C',
  };
  const data = path.join(folder, 'data');
  const run = async (tool: string, args: string[], options: ExecFileOptions = {}) =>
    (await promisify(execFile)(tool, args, { cwd: folder, ...options, env: { ...env, ...options.env } }))
      .stdout;

  await run(
    path.join(tools, 'initdb'),
    ['--pgdata', data, '--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'],
    account ? { uid: account.uid, gid: account.gid } : {},
  );
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='];
  const server = await startProcess({
    name: 'PostgreSQL',
    command: path.join(tools, 'postgres'),
    args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    env,
    cwd: folder,
    logFile: path.join(folder, 'postgres.log'),
    account,
    stopSignal: 'SIGQUIT',
  });
  await waitUntilReady({
    process: server,
    probe: () => run('pg_isready', []).then(() => true),
    deadlineMs: 30_000,
  });
  return {
    folder,
    run,
    urlFor: (user: string) => `postgres://${user}@127.0.0.1:${port}/sikesal`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Every file below a folder, by its path within. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((file) => path.relative(folder, path.join(file.parentPath, file.name))).sort();
}

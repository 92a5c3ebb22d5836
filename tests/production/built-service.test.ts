import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { build, type Built } from '../../cli/build';
import { freePort } from '../../cli/parts/free-port';
import type { RunningMailbox } from '../../cli/parts/mailbox';
import { startProcess, waitUntilReady, type StartedProcess } from '../../cli/parts/start-process';
import { findTemporal } from '../../cli/parts/temporal';
import { startTestMailbox } from '../support/real-parts';
import { createNamespace } from './create-namespace';
import { readCompose } from './settings';

const CACHE = path.resolve('.cache');
const ID = randomBytes(4).toString('hex');
const NAMESPACE = `built-${ID}`;
const DATABASE = `built_${ID}`;

let folder: string;
let built: Built;
let mailbox: RunningMailbox;
let environment: NodeJS.ProcessEnv;
let api: StartedProcess;
let worker: StartedProcess;
let temporalBinary: string;

/** What the compose file runs as this service, with the built folder in place of the image's. */
function commandOf(service: 'api' | 'worker' | 'migrate'): string[] {
  const [, program = '', ...args] = readCompose().services[service]?.command ?? [];
  return [program.replace(/^dist/, built.outFolder), ...args];
}

/** Starts it in a folder that holds nothing of ours: the code has to find its files by itself. */
function start(name: 'api' | 'worker', readyUrl: string): Promise<StartedProcess> {
  return startProcess({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', ...commandOf(name)],
    env: environment,
    cwd: folder,
    logFile: path.join(folder, `${name}.log`),
  }).then(async (child) => {
    await waitUntilReady({
      process: child,
      probe: async () => (await fetch(readyUrl)).ok,
      deadlineMs: 60_000,
    });
    return child;
  });
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_POSTGRES_URL });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const response = await ask();
    if (response !== undefined) return response;
    await delay(100);
  }
  throw new Error('it did not happen within 30 s');
}

beforeAll(async () => {
  mkdirSync(CACHE, { recursive: true });
  folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-built-'));
  const databaseUrl = new URL(process.env.TEST_POSTGRES_URL ?? '');
  databaseUrl.pathname = `/${DATABASE}`;
  temporalBinary = await findTemporal({ env: process.env, cacheFolder: CACHE, say: () => undefined });
  // Below the checkout, so that it finds the packages as it does in the image.
  [built, mailbox] = await Promise.all([
    build({ outFolder: await mkdtemp(path.join(CACHE, 'built-')), checkTypes: false }),
    startTestMailbox(),
    onServer(`CREATE DATABASE ${DATABASE}`),
    createNamespace({
      address: process.env.TEST_TEMPORAL_ADDRESS ?? '',
      namespace: NAMESPACE,
      temporalBinary,
    }),
  ]);
  const [apiPort, metricsPort] = [await freePort(), await freePort()];
  environment = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    PORT: String(apiPort),
    PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
    TRUST_PROXY: '1',
    DATABASE_URL: databaseUrl.href,
    TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS,
    TEMPORAL_NAMESPACE: NAMESPACE,
    SMTP_URL: mailbox.smtpUrl,
    MAIL_FROM: 'SiKesal <aduan@kota.example>',
    LINK_SECRET: `k1:${randomBytes(32).toString('hex')}`,
    PHOTOS_URL: pathToFileURL(path.join(folder, 'photos')).href,
    WORKFLOW_BUNDLE: built.workflowBundle,
    WORKER_METRICS_ADDRESS: `127.0.0.1:${metricsPort}`,
  };
}, 300_000);

afterAll(async () => {
  await Promise.all([api?.stop(), worker?.stop()]);
  await mailbox?.stop();
  await onServer(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  if (built) await rm(built.outFolder, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

describe('the built service', () => {
  it('has what the compose file runs', () => {
    for (const service of ['api', 'worker', 'migrate'] as const)
      expect(existsSync(commandOf(service)[0] ?? '')).toBe(true);
  });

  it('prepares an empty database, and finds it prepared the second time', async () => {
    const run = () =>
      promisify(execFile)(process.execPath, commandOf('migrate'), { env: environment, cwd: folder });
    expect((await run()).stdout).toMatch(/Applied: 0001-complaints\.sql/);
    expect((await run()).stdout).toMatch(/up to date/);
  });

  it('takes a complaint, starts its case and sends its mails', async () => {
    const base = `http://127.0.0.1:${environment.PORT}`;
    [api, worker] = await Promise.all([
      start('api', `${base}/readyz`),
      start('worker', `http://${environment.WORKER_METRICS_ADDRESS}/metrics`),
    ]);
    const { items } = (await (await fetch(`${base}/api/v1/categories`)).json()) as {
      items: { code: string }[];
    };
    const filed = await fetch(`${base}/api/v1/complaints`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        category: items[0]?.code,
        description: 'Jalan berlubang di depan pasar.',
        location: { latitude: -1.6, longitude: 103.61 },
        reporter: { name: 'Siti', email: 'siti@example.org' },
      }),
    });
    expect(filed.status).toBe(201);
    const { trackingCode } = (await filed.json()) as { trackingCode: string };
    await eventually(async () => {
      const response = await fetch(`${base}/api/v1/complaints/${trackingCode}`);
      const { status } = (await response.json()) as { status: string };
      return status === 'assigned' ? status : undefined;
    });
    await eventually(async () => {
      const messages = (await (await fetch(`${mailbox.httpUrl}/messages`)).json()) as { to: string[] }[];
      return messages.some(({ to }) => to.join() === 'siti@example.org') || undefined;
    });
  });

  it('has no time travel', async () => {
    const response = await fetch(
      `http://127.0.0.1:${environment.PORT}/dev/complaints/SK-0000-0000/fast-forward`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"hours":1}',
      },
    );
    expect(response.status).toBe(404);
  });

  it('ends by itself on SIGTERM', async () => {
    for (const child of [api, worker]) {
      process.kill(child.pid, 'SIGTERM');
      expect(await child.exited).toMatchObject({ code: 0 });
    }
  });

  it('does not live on with half of its work after a signal that is not for it', async () => {
    worker = await start('worker', `http://${environment.WORKER_METRICS_ADDRESS}/metrics`);
    process.kill(worker.pid, 'SIGUSR2');
    expect(await worker.exited).toMatchObject({ signal: 'SIGUSR2' });
  });

  it('does not start without the workflow bundle that was built for it', async () => {
    const env = { ...environment, WORKFLOW_BUNDLE: path.join(folder, 'nothing.js') };
    const run = promisify(execFile)(process.execPath, commandOf('worker'), { env, cwd: folder });
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('nothing.js') });
  });
});

describe('the namespace job', () => {
  it('accepts a namespace that exists already', async () => {
    const words = await createNamespace({
      address: process.env.TEST_TEMPORAL_ADDRESS ?? '',
      namespace: NAMESPACE,
      temporalBinary,
    });
    expect(words).toContain(`The namespace ${NAMESPACE} is there.`);
  });
});

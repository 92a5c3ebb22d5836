import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../cli/parts/free-port';
import { startProcess, waitUntilReady, type StartedProcess } from '../../cli/parts/start-process';
import { findTemporal, startTemporal, type RunningTemporal } from '../../cli/parts/temporal';
import { prepareDatabase } from '../../cli/prepare-database';
import { kotaJambi } from '../city/pack-folders';
import type { MailboxFaults } from '../../cli/parts/mailbox';
import { VAPID } from './push-service';
import { startTestMailbox, startTestPostgres } from './real-parts';

const ROOT = path.resolve(__dirname, '../..');
const READY_MS = 30_000;
const MAINS = { api: 'server/main.ts', worker: 'worker/main.ts' } as const;

export type Stack = Awaited<ReturnType<typeof startStack>>;

/**
 * Starts the whole system from real parts that a test may stop and start again: PostgreSQL, the Temporal server on a
 * file, the mailbox (in the test's own process), api and worker.
 */
export async function startStack({ cityPack = kotaJambi }: { cityPack?: string } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-stack-'));
  let mailFaults: MailboxFaults = () => undefined;
  const [postgres, mailbox, apiPort, temporalPort, metricsPort] = await Promise.all([
    startTestPostgres(),
    startTestMailbox({ faults: (mail) => mailFaults(mail) }),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const temporalBinary = await findTemporal({
    env: process.env,
    cacheFolder: path.join(ROOT, '.cache'),
    say: () => undefined,
  });
  const publicUrl = `http://127.0.0.1:${apiPort}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'development',
    LOG_LEVEL: 'info',
    PORT: String(apiPort),
    PUBLIC_URL: publicUrl,
    // A test may pretend to come from another network.
    TRUST_PROXY: 'loopback',
    // All tests file from one network, as much as a city does.
    INTAKE_PER_HOUR: '100000',
    REQUESTS_PER_MINUTE: '100000',
    // The network of the tests' own webhook receivers.
    OUTGOING_ALLOWED_NETWORKS: '127.0.0.0/8',
    DATABASE_URL: postgres.url,
    TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
    TEMPORAL_NAMESPACE: 'default',
    SMTP_URL: mailbox.smtpUrl,
    MAILBOX_URL: mailbox.httpUrl,
    MAIL_FROM: 'SiKesal <aduan@kota.example>',
    VAPID_PUBLIC_KEY: VAPID.publicKey,
    VAPID_PRIVATE_KEY: VAPID.privateKey,
    VAPID_SUBJECT: VAPID.subject,
    LINK_SECRET: `k1:${'test-secret-'.repeat(4)}`,
    PHOTOS_URL: pathToFileURL(path.join(folder, 'photos')).href,
    CITY_PACK: cityPack,
    WORKFLOW_BUNDLE: process.env.TEST_WORKFLOW_BUNDLE,
    WORKER_METRICS_ADDRESS: `127.0.0.1:${metricsPort}`,
  };

  let temporal: RunningTemporal;
  let api: StartedProcess;
  let worker: StartedProcess;
  /** All that were ever started; stopping one twice does no harm. */
  const engines: RunningTemporal[] = [];
  const mains: StartedProcess[] = [];

  async function startMain(name: 'api' | 'worker', readyUrl: string): Promise<StartedProcess> {
    const child = await startProcess({
      name,
      command: process.execPath,
      args: ['--import', 'tsx', path.join(ROOT, MAINS[name])],
      env,
      cwd: ROOT,
      logFile: path.join(folder, `${name}.log`),
      stopGraceMs: 70_000,
    });
    const probe = async () => (await fetch(readyUrl)).ok;
    await waitUntilReady({ process: child, probe, deadlineMs: READY_MS });
    mains.push(child);
    return child;
  }

  const stack = {
    url: publicUrl,
    folder,
    databaseUrl: postgres.url,
    /** Sets what the mail server does with each mail from now on. */
    setMailFaults: (faults: MailboxFaults) => {
      mailFaults = faults;
    },
    temporalBinary,
    temporalAddress: env.TEMPORAL_ADDRESS as string,
    workerMetricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    startTemporal: async () => {
      temporal = await startTemporal({
        binary: temporalBinary,
        port: temporalPort,
        headless: true,
        dbFile: path.join(folder, 'temporal.db'),
        logFile: path.join(folder, 'temporal.log'),
      });
      engines.push(temporal);
    },
    stopTemporal: () => temporal.stop(),
    /** Makes the engine lose everything. */
    deleteTemporalStore: () => rm(path.join(folder, 'temporal.db')),
    startApi: async () => {
      api = await startMain('api', `${publicUrl}/readyz`);
    },
    startWorker: async () => {
      worker = await startMain('worker', stack.workerMetricsUrl);
    },
    stopWorker: () => worker.stop(),
    stopApi: () => api.stop(),
    killWorker: () => killAndWait(worker),
    killApi: () => killAndWait(api),
    async stop(): Promise<void> {
      await Promise.all(mains.map((main) => main.stop()));
      await Promise.all(engines.map((engine) => engine.stop()));
      await Promise.all([postgres.stop(), mailbox.stop()]);
      await rm(folder, { recursive: true });
    },
  };
  try {
    await allOrNone([stack.startTemporal(), prepareDatabase({ databaseUrl: postgres.url, cityPack })]);
    await allOrNone([stack.startApi(), stack.startWorker()]);
    return stack;
  } catch (error) {
    // Anything left running would keep the test's process alive.
    await stack.stop();
    throw error;
  }
}

/** Waits for all of them, so that none is still starting when the first failure is thrown. */
async function allOrNone(parts: Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(parts);
  await Promise.all(parts);
}

/** Kills the process as a power failure would: no signal handler runs. */
async function killAndWait(child: StartedProcess): Promise<void> {
  process.kill(child.pid, 'SIGKILL');
  await child.exited;
}

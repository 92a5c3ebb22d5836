import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { Runtime, type WorkflowBundleOption } from '@temporalio/worker';
import { createActivities } from '../activities/create-activities';
import { createReferenceCheck } from '../activities/reference-check';
import type { CityPack } from '../city/city-pack';
import { loadCityPack } from '../city/load-city-pack';
import { readEnvironment, type Environment } from '../config/environment';
import { runMain } from '../config/run-main';
import { createLogger, type Logger } from '../config/logger';
import { temporalConnection } from '../config/temporal-connection';
import { openDatabase, type Database } from '../database/connection';
import { listen } from '../database/listen';
import { createComplaintReader } from '../database/readers/complaint-reader';
import { createMailReader } from '../database/readers/mail-reader';
import { createCaseStore } from '../database/stores/case-store';
import { createNotificationStore } from '../database/stores/notification-store';
import { CHANNELS } from '../database/stores/notify';
import { createCourier } from '../delivery/courier';
import { COURIER_SETTINGS } from '../delivery/courier-settings';
import { createMailChannel, MAIL_CHANNEL_SETTINGS } from '../delivery/mail-channel';
import { createLinkSigner } from '../mail/link-signer';
import { createMailRenderer } from '../mail/render-mail';
import { createSmtpTransport } from '../mail/smtp-transport';
import { createComplaintWorker } from './complaint-worker';
import { createCourierMetrics } from './courier-metrics';
import { installEngineRuntime } from './engine-runtime';
import { connectPatiently } from './patient-connection';
import { createSurvivorMessenger } from './survivor-messenger';
import { workflowBundle } from './workflow-bundle';

/** A mail on its way is given its whole deadline before the process goes. */
const COURIER_GRACE_MS = 65_000;

interface WorkerParts {
  settings: Environment;
  logger: Logger;
  city: CityPack;
  db: Database;
}

function composeCourier({ settings, logger, city, db }: WorkerParts) {
  const publicUrl = settings.PUBLIC_URL;
  const publicHost = new URL(publicUrl).hostname;
  const clock = { now: Date.now };
  const notifications = createNotificationStore({ db });
  const transport = createSmtpTransport({ smtpUrl: settings.SMTP_URL, from: settings.MAIL_FROM, publicHost });
  const renderer = createMailRenderer({
    city,
    publicUrl,
    links: createLinkSigner({ secrets: settings.LINK_SECRET }),
    templatesFolder: path.resolve(__dirname, '../templates'),
  });
  const channel = createMailChannel({
    mailReader: createMailReader({ db }),
    renderer,
    transport,
    notifications,
    clock,
    logger,
    settings: { ...MAIL_CHANNEL_SETTINGS, messageIdHost: publicHost },
  });
  const courier = createCourier({
    notifications,
    channel,
    clock,
    chance: Math.random,
    logger,
    metrics: createCourierMetrics(Runtime.instance().metricMeter),
    settings: COURIER_SETTINGS,
  });
  return { courier, transport };
}

async function composeWorker(
  { settings, logger, city, db }: WorkerParts,
  { bundle, signal }: { bundle: WorkflowBundleOption; signal: AbortSignal },
) {
  const { connectionOptions, namespace = settings.TEMPORAL_NAMESPACE } = temporalConnection(process.env);
  const connection = await connectPatiently({ options: connectionOptions, logger, signal });
  if (!connection) return null;
  const clientConnection = Connection.lazy(connectionOptions);
  const client = new Client({ connection: clientConnection, namespace });
  const activities = createActivities({
    cases: createCaseStore({ db, city }),
    references: createReferenceCheck({ city, complaints: createComplaintReader({ db }) }),
    survivors: createSurvivorMessenger({ client }),
  });
  const worker = await createComplaintWorker({
    connection,
    namespace,
    activities,
    workflowBundle: bundle,
    cachedCases: settings.WORKER_CACHED_CASES,
    buildId: settings.WORKER_BUILD_ID,
  });
  // An open connection would keep the process alive.
  const close = () => Promise.all([connection.close(), clientConnection.close()]);
  return { worker, close };
}

/** Aborted by the first SIGINT or SIGTERM. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function main(): Promise<void> {
  const settings = readEnvironment(process.env);
  const logger = createLogger({ name: 'worker', level: settings.LOG_LEVEL });
  const signal = stopSignal();
  const bundle = await workflowBundle(settings.WORKFLOW_BUNDLE, logger);
  installEngineRuntime({ logger, metricsAddress: settings.WORKER_METRICS_ADDRESS });
  const city = await loadCityPack(path.resolve(settings.CITY_PACK));
  const db = openDatabase({ url: settings.DATABASE_URL, maxConnections: settings.DATABASE_CONNECTIONS });
  const parts = { settings, logger, city, db };

  const { courier, transport } = composeCourier(parts);
  const listener = await listen({
    url: settings.DATABASE_URL,
    channels: [CHANNELS.notifications],
    onNotify: () => courier.wake(),
  });
  courier.start();

  const engine = await composeWorker(parts, { bundle, signal });
  const couriersEnd = whenAborted(signal).then(() => courier.stop(COURIER_GRACE_MS));
  if (engine && !signal.aborted) {
    signal.addEventListener('abort', () => engine.worker.shutdown());
    logger.info({ city: city.code }, 'worker started');
    await engine.worker.run();
  }
  await engine?.close();

  await couriersEnd;
  await listener.close();
  transport.close();
  await db.close();
  logger.info('worker stopped');
}

runMain(main);

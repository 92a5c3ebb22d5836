import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { loadCityPack } from '../city/load-city-pack';
import { readEnvironment, type Environment } from '../config/environment';
import { createLogger, type Logger } from '../config/logger';
import { temporalConnection } from '../config/temporal-connection';
import { openDatabase } from '../database/connection';
import { createComplaintReader } from '../database/readers/complaint-reader';
import { createWatchReader } from '../database/readers/watch-reader';
import { createActInputStore } from '../database/stores/act-input-store';
import { createApiKeyStore } from '../database/stores/api-key-store';
import { createClockStore } from '../database/stores/clock-store';
import { createIdempotencyStore } from '../database/stores/idempotency-store';
import { createIntakeStore } from '../database/stores/intake-store';
import { createNotificationStore } from '../database/stores/notification-store';
import { createRatingStore } from '../database/stores/rating-store';
import { createReporterStore } from '../database/stores/reporter-store';
import { createStartQueue } from '../database/stores/start-queue';
import { createSupporterStore } from '../database/stores/supporter-store';
import { isFinal, type Status } from '../domain/statuses';
import { createLinkSigner } from '../mail/link-signer';
import { createSmtpTransport } from '../mail/smtp-transport';
import { openBlobStore } from '../photos/open-blob-store';
import { createPhotoIntake } from '../photos/photo-intake';
import { createPhotoStore } from '../photos/photo-store';
import { createApp } from './app';
import { createBusinessMetrics } from './business-metrics';
import { createCaseStarter } from './case-starter';
import { createCaseWatch } from './case-watch';
import { createComplaintGateway } from './complaint-gateway';
import { createTimeTravel } from './dev/time-travel';
import { createIntakeRelay } from './intake-relay';
import { drain, listenOn } from './serve';
import { createWatchdog } from './watchdog';

/** How long the engine is waited for before a caller is told to come back. */
const ENGINE_DEADLINE_MS = 5_000;
const FAST_FORWARD_PATIENCE_MS = 30_000;

interface ApiParts {
  settings: Environment;
  logger: Logger;
}

async function compose({ settings, logger }: ApiParts) {
  const city = await loadCityPack(path.resolve(settings.CITY_PACK));
  const blobs = await openBlobStore(settings.PHOTOS_URL);
  const db = openDatabase({ url: settings.DATABASE_URL, maxConnections: settings.DATABASE_CONNECTIONS });
  const { connectionOptions, namespace = settings.TEMPORAL_NAMESPACE } = temporalConnection(process.env);
  const client = new Client({ connection: Connection.lazy(connectionOptions), namespace });

  const isDevelopment = settings.NODE_ENV === 'development';
  const publicUrl = settings.PUBLIC_URL;
  const complaints = createComplaintReader({ db });
  const notifications = createNotificationStore({ db });
  const watch = createWatchReader({ db });
  const links = createLinkSigner({ secrets: settings.LINK_SECRET });
  const transport = createSmtpTransport({
    smtpUrl: settings.SMTP_URL,
    from: settings.MAIL_FROM,
    publicHost: new URL(publicUrl).hostname,
  });

  const timeTravel = isDevelopment
    ? createTimeTravel({
        client,
        namespace,
        clocks: createClockStore({ db }),
        patienceMs: FAST_FORWARD_PATIENCE_MS,
      })
    : undefined;
  const startCase = createCaseStarter({
    client,
    deadlineMs: ENGINE_DEADLINE_MS,
    afterStart: timeTravel?.catchUp,
  });

  async function restore(complaintId: string): Promise<Status> {
    const complaint = await complaints.byId(complaintId);
    if (!complaint) throw new RangeError('a complaint that was just read is gone');
    if (!isFinal(complaint.status)) await startCase(complaint, { rebuild: true });
    return complaint.status;
  }

  const gateway = createComplaintGateway({
    client,
    deadlineMs: ENGINE_DEADLINE_MS,
    restore,
    onUnavailable: (error) =>
      logger.warn({ failure: nameOf(error) }, 'the engine did not take an act in time'),
  });
  const relay = createIntakeRelay({ queue: createStartQueue({ db }), startCase, logger });
  const watchdog = createWatchdog({
    watchCases: createCaseWatch({ client, watch, startCase, logger }),
    probes: {
      engine: () =>
        client.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () => client.workflowService.getSystemInfo({})),
      mail: () => transport.verify(),
      couriersBehind: async () => (await notifications.counts()).overdue,
    },
    logger,
  });
  const metrics = createBusinessMetrics({ watch, notifications, watchdog });

  const app = createApp({
    settings: { publicUrl, trustProxy: settings.TRUST_PROXY, limits: limitsFrom(settings) },
    city,
    db,
    complaints,
    intake: createIntakeStore({ db }),
    actInputs: createActInputStore({ db }),
    idempotency: createIdempotencyStore({ db }),
    supporters: createSupporterStore({ db }),
    reporters: createReporterStore({ db }),
    ratings: createRatingStore({ db }),
    apiKeys: createApiKeyStore({ db }),
    photoIntake: createPhotoIntake(),
    photoStore: createPhotoStore({ blobs }),
    links,
    gateway,
    relay,
    health: () => ({ ...watchdog.health(), cases: watchdog.cases() }),
    metricsText: () => metrics.text(),
    logger,
    ...(timeTravel && settings.MAILBOX_URL
      ? { dev: { fastForward: timeTravel.fastForward, mailboxUrl: settings.MAILBOX_URL } }
      : {}),
  });
  return { app, relay, watchdog, transport, client, db };
}

function limitsFrom(settings: Environment) {
  return {
    filingPerHour: settings.INTAKE_PER_HOUR,
    filingPerMinuteAndKey: settings.INTAKE_PER_MINUTE_AND_KEY,
    supportPerHour: settings.SUPPORT_PER_HOUR,
    nearbyPerMinute: settings.NEARBY_PER_MINUTE,
    unknownCodesPerHour: settings.UNKNOWN_CODES_PER_HOUR,
    requestsPerMinute: settings.REQUESTS_PER_MINUTE,
  };
}

async function main(): Promise<void> {
  const settings = readEnvironment(process.env);
  const logger = createLogger({ name: 'api', level: settings.LOG_LEVEL });
  const { app, relay, watchdog, transport, client, db } = await compose({ settings, logger });
  const server = await listenOn({ app, host: settings.HOST, port: settings.PORT });
  relay.start();
  watchdog.start();
  logger.info({ port: settings.PORT }, 'api started');

  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  watchdog.stop();
  await drain(server);
  await relay.stop();
  transport.close();
  await client.connection.close();
  await db.close();
  logger.info('api stopped');
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});

import { join } from 'node:path';
import { LOOPBACK } from '../parts/free-port';
import { startPostgres } from '../parts/postgres';
import { findTemporal, startTemporal } from '../parts/temporal';
import type { Service } from '../supervisor';
import { nodeService } from './node-service';
import type { StackSettings } from './settings';

export interface PartsInput {
  settings: StackSettings;
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
  /** Receives PostgreSQL's URL, including the password that nothing else knows. */
  onDatabaseUrl: (url: string) => void;
}

const STOP_GRACE_MS = 15_000;
/** Sending a mail may take a minute, and killing the worker during it would send the mail twice. */
const WORKER_STOP_GRACE_MS = 70_000;

/** The parts that stand in for a city's own servers, except those that the user gave. */
export function partServices(input: PartsInput): Service[] {
  const { given } = input.settings;
  return [
    ...(given.databaseUrl ? [] : [postgresService(input)]),
    ...(given.temporalAddress ? [] : [temporalService(input)]),
    ...(given.smtpUrl ? [] : [mailboxService(input)]),
  ];
}

/** Our own two services, which need all the parts. */
export function ownServices({ settings, env }: Pick<PartsInput, 'settings' | 'env'>): Service[] {
  const { PORT, WORKER_METRICS_PORT } = settings.ports;
  const api = {
    main: 'server/main.ts',
    readyUrl: `http://${LOOPBACK}:${PORT}/readyz`,
    aliveUrl: `http://${LOOPBACK}:${PORT}/livez`,
    stopGraceMs: STOP_GRACE_MS,
  };
  const metricsUrl = `http://${LOOPBACK}:${WORKER_METRICS_PORT}/metrics`;
  const worker = {
    main: 'worker/main.ts',
    readyUrl: metricsUrl,
    aliveUrl: metricsUrl,
    stopGraceMs: WORKER_STOP_GRACE_MS,
  };
  return [
    nodeService({ name: 'api', env, logFile: logFile(settings, 'api'), ...api }),
    nodeService({ name: 'worker', env, logFile: logFile(settings, 'worker'), ...worker }),
  ];
}

export function logFile({ dataFolder }: Pick<StackSettings, 'dataFolder'>, name: string): string {
  return join(dataFolder, 'logs', `${name}.log`);
}

function postgresService({ settings, onDatabaseUrl }: PartsInput): Service {
  return {
    name: 'postgres',
    stopSignal: 'SIGINT',
    async start() {
      const running = await startPostgres({
        port: settings.ports.POSTGRES_PORT,
        dataFolder: join(settings.dataFolder, 'postgres'),
        cacheFolder: settings.cacheFolder,
        logFile: logFile(settings, 'postgres'),
      });
      onDatabaseUrl(running.url);
      return running;
    },
  };
}

function temporalService({ settings, env, say }: PartsInput): Service {
  const { TEMPORAL_PORT: port, TEMPORAL_UI_PORT: uiPort } = settings.ports;
  const dbFile = join(settings.dataFolder, 'temporal/temporal.sqlite');
  return {
    name: 'temporal',
    stopSignal: 'SIGTERM',
    async start() {
      const binary = await findTemporal({ env, cacheFolder: settings.cacheFolder, say });
      return startTemporal({
        binary,
        port,
        uiPort,
        dbFile,
        headless: false,
        logFile: logFile(settings, 'temporal'),
      });
    },
  };
}

function mailboxService({ settings, env }: PartsInput): Service {
  const { SMTP_PORT, MAILBOX_PORT } = settings.ports;
  const url = `http://${LOOPBACK}:${MAILBOX_PORT}/messages/none`;
  return nodeService({
    name: 'mailbox',
    main: 'cli/mailbox-main.ts',
    env: {
      ...env,
      SMTP_PORT: String(SMTP_PORT),
      MAILBOX_PORT: String(MAILBOX_PORT),
      MAILBOX_FOLDER: join(settings.dataFolder, 'mailbox'),
    },
    logFile: logFile(settings, 'mailbox'),
    readyUrl: url,
    aliveUrl: url,
    stopGraceMs: STOP_GRACE_MS,
  });
}

import { resolve } from 'node:path';
import { PartError } from '../parts/part-error';

export interface StackPorts {
  PORT: number;
  TEMPORAL_PORT: number;
  TEMPORAL_UI_PORT: number;
  POSTGRES_PORT: number;
  SMTP_PORT: number;
  MAILBOX_PORT: number;
  WORKER_METRICS_PORT: number;
}

export type PortName = keyof StackPorts;

/** Parts that are not started because the user gave one that already runs. */
export interface GivenParts {
  databaseUrl?: string;
  temporalAddress?: string;
  smtpUrl?: string;
}

export interface StackSettings {
  ports: StackPorts;
  given: GivenParts;
  /** Absolute. */
  dataFolder: string;
  /** Absolute. */
  cacheFolder: string;
}

const DEFAULT_PORTS: StackPorts = {
  PORT: 3000,
  TEMPORAL_PORT: 7233,
  TEMPORAL_UI_PORT: 8233,
  POSTGRES_PORT: 5433,
  SMTP_PORT: 2525,
  MAILBOX_PORT: 8025,
  WORKER_METRICS_PORT: 9464,
};

/**
 * Reads the settings of `npm start` from the environment. Empty variables count as unset.
 *
 * @throws PartError naming the variable that is wrong.
 */
export function readStackSettings(env: NodeJS.ProcessEnv): StackSettings {
  const names = Object.keys(DEFAULT_PORTS) as PortName[];
  const ports = Object.fromEntries(names.map((name) => [name, readPort(env, name)])) as unknown as StackPorts;
  return {
    ports,
    given: {
      databaseUrl: env.DATABASE_URL || undefined,
      temporalAddress: env.TEMPORAL_ADDRESS || undefined,
      smtpUrl: env.SMTP_URL || undefined,
    },
    dataFolder: resolve(env.DATA_DIR || '.data'),
    cacheFolder: resolve(env.CACHE_DIR || '.cache'),
  };
}

/** The ports that this start will listen on. The ports of a given part are not ours. */
export function portsInUse({ given }: Pick<StackSettings, 'given'>): PortName[] {
  return [
    'PORT',
    'WORKER_METRICS_PORT',
    ...(given.databaseUrl ? [] : (['POSTGRES_PORT'] as const)),
    ...(given.temporalAddress ? [] : (['TEMPORAL_PORT', 'TEMPORAL_UI_PORT'] as const)),
    ...(given.smtpUrl ? [] : (['SMTP_PORT', 'MAILBOX_PORT'] as const)),
  ];
}

function readPort(env: NodeJS.ProcessEnv, name: PortName): number {
  const text = env[name];
  if (!text) return DEFAULT_PORTS[name];
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new PartError(`${name} is "${text}", but must be a port number from 1 to 65535.`);
}

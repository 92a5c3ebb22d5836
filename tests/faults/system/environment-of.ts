import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { kotaJambi } from '../../city/pack-folders';
import { KILL_POINTS_VARIABLE } from '../kill-points/kill-points';
import type { MainName, Places } from './places';

interface EnvironmentInput {
  places: Places;
  main: MainName;
  databaseUrl: string;
  temporalAddress: string;
  mailbox: { smtpUrl: string; httpUrl: string };
}

/** The environment that a process of the system under test is started with. */
export function environmentOf(input: EnvironmentInput): NodeJS.ProcessEnv {
  const { places, main, databaseUrl, temporalAddress, mailbox } = input;
  return {
    ...process.env,
    NODE_ENV: 'development',
    LOG_LEVEL: 'info',
    PORT: String(places.ports.api),
    PUBLIC_URL: `http://127.0.0.1:${places.ports.api}`,
    TRUST_PROXY: 'false',
    // The tests file as much from one network as a city does from many.
    INTAKE_PER_HOUR: '1000000',
    REQUESTS_PER_MINUTE: '1000000',
    REQUESTS_PER_MINUTE_AND_KEY: '1000000',
    UNKNOWN_CODES_PER_HOUR: '1000000',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: 'default',
    SMTP_URL: mailbox.smtpUrl,
    MAILBOX_URL: mailbox.httpUrl,
    MAIL_FROM: 'SiKesal <aduan@kota.example>',
    LINK_SECRET: `k1:${'test-secret-'.repeat(4)}`,
    PHOTOS_URL: pathToFileURL(path.join(places.folder, 'photos')).href,
    CITY_PACK: kotaJambi,
    WORKFLOW_BUNDLE: places.workflowBundle,
    WORKER_METRICS_ADDRESS: `127.0.0.1:${main === 'spare' ? places.ports.spare : places.ports.worker}`,
    [KILL_POINTS_VARIABLE]: places.killPoints[main],
  };
}

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OWN_CITY_PACK } from '../../config/environment';
import { LOOPBACK } from '../parts/free-port';
import { keepLinkSecret } from './link-secret';
import { keepVapidKeys } from './vapid-keys';
import type { StackSettings } from './settings';

export interface StackEnvironmentInput {
  settings: StackSettings;
  /** What the user set; it overrides everything here. */
  userEnv: NodeJS.ProcessEnv;
  databaseUrl: string;
}

/** No limit in practice: nobody abuses loopback, and public limits would only hinder demos and load tests. */
const OUT_OF_THE_WAY = '100000';

/** The variables by which API, worker and commands on one machine find each other. */
export async function stackEnvironment(input: StackEnvironmentInput): Promise<Record<string, string>> {
  const { ports, given, dataFolder } = input.settings;
  const vapid = await keepVapidKeys({ file: join(dataFolder, 'secrets/vapid-keys.json') });
  const defaults = {
    NODE_ENV: 'development',
    PORT: String(ports.PORT),
    PUBLIC_URL: `http://localhost:${ports.PORT}`,
    TRUST_PROXY: 'false',
    DATABASE_URL: input.databaseUrl,
    TEMPORAL_ADDRESS: given.temporalAddress ?? `${LOOPBACK}:${ports.TEMPORAL_PORT}`,
    TEMPORAL_NAMESPACE: 'default',
    ...(given.temporalAddress ? {} : { TEMPORAL_UI_URL: `http://localhost:${ports.TEMPORAL_UI_PORT}` }),
    SMTP_URL: given.smtpUrl ?? `smtp://${LOOPBACK}:${ports.SMTP_PORT}`,
    ...(given.smtpUrl ? {} : { MAILBOX_URL: `http://${LOOPBACK}:${ports.MAILBOX_PORT}` }),
    MAIL_FROM: 'SiKesal <sikesal@localhost>',
    LINK_SECRET:
      input.userEnv.LINK_SECRET || (await keepLinkSecret({ file: join(dataFolder, 'secrets/link-secret') })),
    VAPID_PUBLIC_KEY: vapid.publicKey,
    VAPID_PRIVATE_KEY: vapid.privateKey,
    VAPID_SUBJECT: 'mailto:sikesal@localhost',
    PHOTOS_URL: pathToFileURL(join(dataFolder, 'photos')).href,
    CITY_PACK: OWN_CITY_PACK,
    WORKER_METRICS_ADDRESS: `${LOOPBACK}:${ports.WORKER_METRICS_PORT}`,
    INTAKE_PER_HOUR: OUT_OF_THE_WAY,
    SUPPORT_PER_HOUR: OUT_OF_THE_WAY,
    NEARBY_PER_MINUTE: OUT_OF_THE_WAY,
    LISTS_PER_MINUTE: OUT_OF_THE_WAY,
    EXPORTS_PER_HOUR: OUT_OF_THE_WAY,
    STATISTICS_PER_MINUTE: OUT_OF_THE_WAY,
    UNKNOWN_CODES_PER_HOUR: OUT_OF_THE_WAY,
    SIGN_INS_PER_HOUR: OUT_OF_THE_WAY,
    SIGN_INS_PER_HOUR_AND_EMAIL: OUT_OF_THE_WAY,
    REQUESTS_PER_MINUTE: OUT_OF_THE_WAY,
    DATA_DIR: dataFolder,
  };
  const names = Object.keys(defaults) as (keyof typeof defaults)[];
  return Object.fromEntries(
    names.map((name) => [name, chosen(name, input.userEnv[name], defaults[name] ?? '')]),
  );
}

/** DATA_DIR was made absolute, so the user's own value is not used again. */
function chosen(name: string, users: string | undefined, ours: string): string {
  return name === 'DATA_DIR' ? ours : users || ours;
}

import path from 'node:path';
import { z } from 'zod';
import { linkSecrets } from './link-secrets';
import { networks } from './networks';
import { checkOidc, oidcVariables } from './oidc-settings';
import { checkPush, pushVariables } from './push-settings';
import { trustProxy } from './trust-proxy';

const port = z.coerce.number().int().min(1).max(65535);
const positive = z.coerce.number().int().positive();
const url = (schemes: RegExp, expected: string) => z.url({ protocol: schemes, error: `must be ${expected}` });
const hostAndPort = z.string().regex(/^[^\s/:]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i, 'must be host:port');
const mailbox = z
  .string()
  .regex(/^([^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address, or a name followed by <address>');

/** The pack that comes with the code, in a checkout and in `dist`, whatever the working directory. */
export const OWN_CITY_PACK = path.resolve(__dirname, '../city/kota-jambi');

/** Every setting of the service. `.env.example` lists the same names; a test keeps the two in step. */
export const environmentSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),

    HOST: z.string().default('127.0.0.1'),
    PORT: port.default(3000),
    PUBLIC_URL: url(/^https?$/, 'an http or https URL').transform((address) => address.replace(/\/$/, '')),
    TRUST_PROXY: trustProxy,

    DATABASE_URL: url(/^postgres(ql)?$/, 'a postgres:// URL'),
    DATABASE_CONNECTIONS: positive.default(10),

    /** The SDK reads the rest of the connection (TLS, API key, profile): see `temporalConnection`. */
    TEMPORAL_ADDRESS: hostAndPort.default('127.0.0.1:7233'),
    TEMPORAL_NAMESPACE: z.string().default('default'),
    /** Temporal's web UI, for links from a case to its workflow; without it there are no links. */
    TEMPORAL_UI_URL: url(/^https?$/, 'an http or https URL')
      .transform((address) => address.replace(/\/$/, ''))
      .optional(),
    WORKFLOW_BUNDLE: z.string().optional(),
    WORKER_BUILD_ID: z.string().optional(),
    WORKER_METRICS_ADDRESS: hostAndPort.default('127.0.0.1:9464'),
    WORKER_CACHED_CASES: positive.default(1000),

    SMTP_URL: url(/^smtps?$/, 'an smtp:// or smtps:// URL'),
    MAIL_FROM: mailbox,
    LINK_SECRET: linkSecrets,
    PHOTOS_URL: url(/^(file|s3)$/, 'a URL such as file:///absolute/folder or s3://bucket/prefix'),
    /** For photos in an S3-compatible store. */
    AWS_ACCESS_KEY_ID: z.string().optional(),
    AWS_SECRET_ACCESS_KEY: z.string().optional(),
    AWS_SESSION_TOKEN: z.string().optional(),
    CITY_PACK: z.string().default(OWN_CITY_PACK),
    /** The city's own map tiles; without them the map shows the pack's outline. */
    MAP_TILE_URL: z
      .string()
      .regex(
        /^https?:\/\/[^\s/{}]+\/\S*$/,
        'must be an address such as https://tiles.example/{z}/{x}/{y}.png',
      )
      .refine(
        (address) => ['{z}', '{x}', '{y}'].every((part) => address.includes(part)),
        'must have {z}, {x} and {y}',
      )
      .optional(),
    MAP_TILE_ATTRIBUTION: z.string().max(200).default(''),
    /** The city's map with all its streets as one PMTiles file: a path, or an address of the city's own store. */
    MAP_FILE: z
      .string()
      .regex(
        /^(https:\/\/[^\s/]+\/\S+|(?![a-z]+:\/\/)\S.*)\.pmtiles$/,
        'must be a path or https address of a .pmtiles file',
      )
      .optional(),
    /** `off` takes the service worker back from every device, as before rolling back to a release without one. */
    APP_OFFLINE: z.enum(['on', 'off']).default('on'),
    /** Whom to tell of vulnerabilities, for /.well-known/security.txt; without it there is no such file. */
    SECURITY_CONTACT: z
      .string()
      .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, 'must be a mailto: or https: address')
      .optional(),

    /** Complaints from one address (IPv4) or /64 (IPv6) without a key, per hour, before a step is asked for. */
    INTAKE_PER_HOUR: positive.default(60),
    /**
     * Further complaints whose sender took the step (a few seconds of work for their device, or a wait), per hour.
     */
    INTAKE_WITH_STEP_PER_HOUR: positive.default(3000),
    /** Complaints with an application's key, per minute. */
    INTAKE_PER_MINUTE_AND_KEY: positive.default(1200),
    /** "Me too" from one network or key, per hour. */
    SUPPORT_PER_HOUR: positive.default(60),
    /** Searches around a place from one network or key, per minute. */
    NEARBY_PER_MINUTE: positive.default(60),
    /** Lists of up to a thousand complaints (Open311, GeoJSON) for one network or key, per minute. */
    LISTS_PER_MINUTE: positive.default(60),
    /** Files of complaints (CSV, GeoJSON) for one network or key, per hour. */
    EXPORTS_PER_HOUR: positive.default(60),
    /** Statistics over years of complaints for one network or key, per minute. */
    STATISTICS_PER_MINUTE: positive.default(60),
    /** Look-ups of tracking codes that do not exist, from one network or key, per hour. */
    UNKNOWN_CODES_PER_HOUR: positive.default(120),
    /** Sign-in links requested from one network, per hour. */
    SIGN_INS_PER_HOUR: positive.default(60),
    /** Sign-in links requested for one e-mail address, per hour. */
    SIGN_INS_PER_HOUR_AND_EMAIL: positive.default(10),
    /** Reading and other requests from one network, per minute. */
    REQUESTS_PER_MINUTE: positive.default(600),
    /** All requests with one key, per minute. */
    REQUESTS_PER_MINUTE_AND_KEY: positive.default(6000),
    /** Screens of the command centre that each API process updates at once. */
    COMMAND_CENTRE_SCREENS: positive.default(600),

    /** The operator's own machines that may be called although they are not public: webhooks, photos by address. */
    OUTGOING_ALLOWED_NETWORKS: networks,

    ...pushVariables,

    ...oidcVariables,

    /** Where the mailbox of `npm start` listens. */
    MAILBOX_URL: url(/^http$/, 'an http URL').optional(),
  })
  .refine(({ NODE_ENV, MAILBOX_URL }) => NODE_ENV !== 'production' || MAILBOX_URL === undefined, {
    path: ['MAILBOX_URL'],
    error: 'belongs to development; production has no mailbox',
  })
  .refine(({ MAP_FILE, MAP_TILE_URL }) => MAP_FILE === undefined || MAP_TILE_URL === undefined, {
    path: ['MAP_FILE'],
    error: 'and MAP_TILE_URL are two ways to have streets: set one of them',
  })
  .superRefine(checkOidc)
  .superRefine(checkPush);

export type Environment = z.output<typeof environmentSchema>;

/**
 * The environment does not fit the schema. The message names every variable and what is wrong with it, but no
 * value.
 */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError';
}

/**
 * Reads the settings; an empty variable counts as absent.
 * @throws EnvironmentError
 */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    (issue) => `${issue.path[0]?.toString()}: ${issueText(issue, present)}`,
  );
  throw new EnvironmentError(
    `Settings that are missing or wrong:\n  ${issues.join('\n  ')}\nSee .env.example.`,
  );
}

function issueText({ path: [name], message }: z.core.$ZodIssue, present: NodeJS.ProcessEnv): string {
  return present[String(name)] === undefined ? 'is missing' : message;
}

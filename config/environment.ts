import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65535);
const positive = z.coerce.number().int().positive();
const url = (schemes: RegExp) => z.url({ protocol: schemes });

/** Newest first: `kid:secret`, separated by commas. The first signs, all of them verify, so secrets can rotate. */
const linkSecrets = z
  .string()
  .transform((text) => text.split(',').map((entry) => entry.trim().split(':')))
  .pipe(z.array(z.tuple([z.string().regex(/^[a-z0-9]{1,8}$/), z.string().min(32)])).min(1))
  .transform((entries) => entries.map(([kid, secret]) => ({ kid, secret })));

/** Every setting of the service. `.env.example` lists the same names; a test holds the two together. */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),

  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  PUBLIC_URL: url(/^https?$/).transform((address) => address.replace(/\/$/, '')),
  /** Express' `trust proxy`: hops, addresses or `false`. Wrong, and everyone shares one rate limit or forges theirs. */
  TRUST_PROXY: z
    .string()
    .transform((text) => (/^\d+$/.test(text) ? Number(text) : text === 'false' ? false : text)),

  DATABASE_URL: url(/^postgres(ql)?$/),
  DATABASE_CONNECTIONS: positive.default(10),

  /** The rest of the connection (TLS, API key, profile) is read by the SDK: TEMPORAL_TLS_*, TEMPORAL_API_KEY, … */
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  WORKFLOW_BUNDLE: z.string().optional(),
  WORKER_BUILD_ID: z.string().optional(),
  WORKER_METRICS_ADDRESS: z.string().default('127.0.0.1:9464'),
  WORKER_CACHED_CASES: positive.default(1000),

  SMTP_URL: url(/^smtps?$/),
  MAIL_FROM: z.string().min(3),
  LINK_SECRET: linkSecrets,
  PHOTOS_URL: url(/^(file|s3|https?)$/),
  CITY_PACK: z.string().default('city/kota-jambi'),

  /** Complaints from one network (/24, /64) without a key, per hour. */
  INTAKE_PER_HOUR: positive.default(60),
  /** Complaints with an application's key, per minute. */
  INTAKE_PER_MINUTE_AND_KEY: positive.default(1200),
  /** Reading and other requests from one network, per minute. */
  REQUESTS_PER_MINUTE: positive.default(600),

  /** Development only: where the mailbox of `npm start` answers. */
  MAILBOX_URL: url(/^http$/).optional(),
});

export type Environment = z.output<typeof environmentSchema>;

/** The environment does not fit the schema; the message names every variable and what is wrong with it. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError';
}

/** @throws EnvironmentError */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new EnvironmentError(
    `Settings that are missing or wrong:\n  ${faults.join('\n  ')}\nSee .env.example.`,
  );
}

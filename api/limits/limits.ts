import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../database/connection';
import { credentialId, type Credential } from '../authentication/credential';
import { Problem } from '../http/problem';
import type { LimitName } from './limit-names';
import { networkOf } from './network-of';

/** How much one network (/24, /64) without a credential, or one key, may ask for. */
export interface ApiLimits {
  /** Complaints from one network without a key, per hour. */
  filingPerHour: number;
  /** Complaints with one key, per minute. */
  filingPerMinuteAndKey: number;
  /** “Me too” from one network or key, per hour. */
  supportPerHour: number;
  /** Looks around a place from one network or key, per minute. */
  nearbyPerMinute: number;
  /** Tracking codes that do not exist, from one network or key, per hour: who guesses, guesses slowly. */
  unknownCodesPerHour: number;
  /** Links to sign in with, asked for from one network, per hour. */
  signInsPerHour: number;
  /** Links to sign in with, asked for one e-mail address, whoever's it is, per hour. */
  signInsPerHourAndEmail: number;
  /** All requests from one network without a key, per minute; counted by each process for itself. */
  requestsPerMinute: number;
}

export interface Caller {
  credential: Credential;
  address: string | undefined;
}

export type Limits = ReturnType<typeof createLimits>;

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;
/** What is kept before it is filed, and perhaps never is: a draft, its five photos, and as many again. */
const DRAFT_PARTS_PER_FILING = 12;

/** Counts requests in PostgreSQL, so that several processes share the numbers. Its failures are the database's. */
export function createLimits({ db, limits }: { db: Pick<Database, 'sequelize'>; limits: ApiLimits }) {
  const stored = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: db.sequelize,
      storeType: 'sequelize',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
    });
  const anonymousFiling = stored('filing', limits.filingPerHour, HOUR_SECONDS);
  const keyFiling = stored('key-filing', limits.filingPerMinuteAndKey, MINUTE_SECONDS);
  const counters: Record<LimitName, (caller: Caller) => RateLimiterPostgres> = {
    filing: ({ credential }) => (credential.kind === 'api_key' ? keyFiling : anonymousFiling),
    drafts: always(stored('drafts', limits.filingPerHour * DRAFT_PARTS_PER_FILING, HOUR_SECONDS)),
    support: always(stored('support', limits.supportPerHour, HOUR_SECONDS)),
    nearby: always(stored('nearby', limits.nearbyPerMinute, MINUTE_SECONDS)),
  };
  const unknownCodes = stored('unknown', limits.unknownCodesPerHour, HOUR_SECONDS);
  const signIns = stored('sign-in', limits.signInsPerHour, HOUR_SECONDS);
  const emails = stored('sign-in-email', limits.signInsPerHourAndEmail, HOUR_SECONDS);
  const requests = new RateLimiterMemory({ points: limits.requestsPerMinute, duration: MINUTE_SECONDS });

  return {
    /** Keys are known and can be revoked, so only others are counted. @throws Problem `too_many_requests` */
    async countRequest(caller: Caller): Promise<void> {
      if (caller.credential.kind === 'api_key') return;
      await consume(requests, keyOf(caller));
    },
    /** Counts against a limit; answers the headers that tell how much is left. @throws Problem `too_many_requests` */
    async count(name: LimitName, caller: Caller): Promise<Record<string, string>> {
      const limiter = counters[name](caller);
      return headersOf(limiter.points, await consume(limiter, keyOf(caller)));
    },
    /** @throws Problem `too_many_requests` for who has asked for too many codes that do not exist */
    async refuseGuessers(caller: Caller): Promise<void> {
      const used = await unknownCodes.get(keyOf(caller));
      if (used && used.consumedPoints >= unknownCodes.points) throw tooMany(unknownCodes.points, used);
    },
    async countUnknownCode(caller: Caller): Promise<void> {
      await unknownCodes.penalty(keyOf(caller));
    },
    /** Counts whether or not somebody has the address. @throws Problem `too_many_requests` */
    async countSignIn({ address, email }: { address: string | undefined; email: string }): Promise<void> {
      await consume(signIns, networkOf(address));
      // Addresses of strangers are typed here too, and are not to be kept.
      await consume(emails, createHash('sha256').update(email.toLowerCase()).digest('hex'));
    },
  };
}

function always<T>(value: T): () => T {
  return () => value;
}

function keyOf({ credential, address }: Caller): string {
  const isKnown = credential.kind === 'api_key' || credential.kind === 'session';
  return isKnown ? credentialId(credential) : networkOf(address);
}

async function consume(
  limiter: RateLimiterPostgres | RateLimiterMemory,
  key: string,
): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) throw tooMany(limiter.points, error);
    throw error;
  }
}

function tooMany(points: number, used: RateLimiterRes): Problem {
  const seconds = secondsLeft(used);
  return new Problem({
    code: 'too_many_requests',
    detail: `This has been asked for too often. Try again in ${seconds} s.`,
    headers: { ...headersOf(points, used), 'Retry-After': String(seconds) },
  });
}

function headersOf(points: number, used: RateLimiterRes): Record<string, string> {
  return {
    'RateLimit-Limit': String(points),
    'RateLimit-Remaining': String(used.remainingPoints),
    'RateLimit-Reset': String(secondsLeft(used)),
  };
}

function secondsLeft({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}

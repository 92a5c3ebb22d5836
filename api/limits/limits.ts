import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../database/connection';
import { credentialId, type Credential } from '../authentication/credential';
import { Problem } from '../http/problem';
import type { LimitName } from './limit-names';
import { networkOf } from './network-of';
import { earlierRateLimitHeaders, rateLimitHeaders, type Count } from './rate-limit-headers';

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
  /** Files of complaints for one network or key, per hour. */
  exportsPerHour: number;
  /** Countings over years of complaints for one network or key, per minute. */
  statisticsPerMinute: number;
  /** Tracking codes that do not exist, from one network or key, per hour: who guesses, guesses slowly. */
  unknownCodesPerHour: number;
  /** Links to sign in with, asked for from one network, per hour. */
  signInsPerHour: number;
  /** Links to sign in with, asked for one e-mail address, whoever's it is, per hour. */
  signInsPerHourAndEmail: number;
  /** All requests from one network without a key, per minute; counted by each process for itself. */
  requestsPerMinute: number;
  /** All requests with one key, per minute. */
  requestsPerMinuteAndKey: number;
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
      // Who goes on asking is refused without a row being written each time.
      inMemoryBlockOnConsumed: points,
    });
  const anonymousFiling = stored('filing', limits.filingPerHour, HOUR_SECONDS);
  const keyFiling = stored('key-filing', limits.filingPerMinuteAndKey, MINUTE_SECONDS);
  const counters: Record<LimitName, (caller: Caller) => RateLimiterPostgres> = {
    filing: ({ credential }) => (credential.kind === 'api_key' ? keyFiling : anonymousFiling),
    drafts: always(stored('drafts', limits.filingPerHour * DRAFT_PARTS_PER_FILING, HOUR_SECONDS)),
    support: always(stored('support', limits.supportPerHour, HOUR_SECONDS)),
    nearby: always(stored('nearby', limits.nearbyPerMinute, MINUTE_SECONDS)),
    exports: always(stored('exports', limits.exportsPerHour, HOUR_SECONDS)),
    statistics: always(stored('statistics', limits.statisticsPerMinute, MINUTE_SECONDS)),
  };
  const unknownCodes = stored('unknown', limits.unknownCodesPerHour, HOUR_SECONDS);
  const signIns = stored('sign-in', limits.signInsPerHour, HOUR_SECONDS);
  const emails = stored('sign-in-email', limits.signInsPerHourAndEmail, HOUR_SECONDS);
  const keyRequests = stored('key-requests', limits.requestsPerMinuteAndKey, MINUTE_SECONDS);
  const requests = new RateLimiterMemory({ points: limits.requestsPerMinute, duration: MINUTE_SECONDS });

  return {
    /**
     * Counts a request of any kind; answers the headers that tell the holder of a key how much is left. Others are
     * counted by each process for itself, so what it could tell them would not be true.
     * @throws Problem `too_many_requests`
     */
    async countRequest(caller: Caller): Promise<Record<string, string>> {
      const key = keyOf(caller);
      if (caller.credential.kind === 'api_key')
        return rateLimitHeaders(await consume(keyRequests, 'requests', key));
      await consume(requests, 'requests', key);
      return {};
    },
    /** Takes back what `countRequest` counted, for who turns out to be somebody else. */
    async uncountRequest(caller: Caller): Promise<void> {
      const limiter = caller.credential.kind === 'api_key' ? keyRequests : requests;
      await limiter.reward(keyOf(caller));
    },
    /** Counts against a limit; answers the headers that tell how much is left. @throws Problem `too_many_requests` */
    async count(name: LimitName, caller: Caller): Promise<Record<string, string>> {
      return headersOf(await consume(counters[name](caller), name, keyOf(caller)));
    },
    /** @throws Problem `too_many_requests` for who has asked for too many codes that do not exist */
    async refuseGuessers(caller: Caller): Promise<void> {
      const used = await unknownCodes.get(keyOf(caller));
      if (used && used.consumedPoints >= unknownCodes.points)
        throw tooMany(countOf(unknownCodes, 'unknown-codes', used));
    },
    async countUnknownCode(caller: Caller): Promise<void> {
      await unknownCodes.penalty(keyOf(caller));
    },
    /** Counts whether or not somebody has the address. @throws Problem `too_many_requests` */
    async countSignIn({ address, email }: { address: string | undefined; email: string }): Promise<void> {
      await consume(signIns, 'sign-in', networkOf(address));
      // Addresses of strangers are typed here too, and are not to be kept.
      await consume(emails, 'sign-in', createHash('sha256').update(email.toLowerCase()).digest('hex'));
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

type Limiter = RateLimiterPostgres | RateLimiterMemory;

async function consume(limiter: Limiter, name: string, key: string): Promise<Count> {
  try {
    return countOf(limiter, name, await limiter.consume(key));
  } catch (error) {
    if (error instanceof RateLimiterRes) throw tooMany(countOf(limiter, name, error));
    throw error;
  }
}

function countOf(limiter: Limiter, name: string, used: RateLimiterRes): Count {
  return {
    name,
    points: limiter.points,
    windowSeconds: limiter.duration,
    remaining: used.remainingPoints,
    seconds: Math.max(1, Math.ceil(used.msBeforeNext / 1000)),
  };
}

function tooMany(count: Count): Problem {
  return new Problem({
    code: 'too_many_requests',
    detail: `This has been asked for too often. Try again in ${count.seconds} s.`,
    headers: { ...headersOf(count), 'Retry-After': String(count.seconds) },
  });
}

function headersOf(count: Count): Record<string, string> {
  return { ...rateLimitHeaders(count), ...earlierRateLimitHeaders(count) };
}

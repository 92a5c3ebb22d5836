import { createHash } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Database } from '../../database/connection';
import { mailboxOf } from '../../domain/mailbox';
import { always, headersOf, countedIn, keysOf, tooMany, type Caller, HOUR_SECONDS } from './counting';
import type { LimitName } from './limit-names';
import { createLimiter, type Limiter } from './limiter';
import { networksOf, widestNetworkOf, type Network } from './network-of';
import { rateLimitHeaders, type Count } from './rate-limit-headers';

/**
 * How much one address (IPv4) or /64 (IPv6) without a credential, or one key, may ask for; wider networks may ask
 * for more, see `networksOf`.
 */
export interface ApiLimits {
  /** Complaints from one address without a key, per hour, before a step is asked for. */
  filingPerHour: number;
  /** Further complaints per hour, with the step: see `Ladder`. */
  filingWithStepPerHour: number;
  /** Complaints with one key, per minute. */
  filingPerMinuteAndKey: number;
  /** “Me too” from one address or key, per hour. */
  supportPerHour: number;
  /** Searches around a place from one address or key, per minute. */
  nearbyPerMinute: number;
  /** Lists of up to a thousand complaints (Open311, GeoJSON) for one address or key, per minute. */
  listsPerMinute: number;
  /** Files of complaints for one address or key, per hour. */
  exportsPerHour: number;
  /** Statistics over years of complaints for one address or key, per minute. */
  statisticsPerMinute: number;
  /** Look-ups of tracking codes that do not exist, from one address or key, per hour: this slows down guessing. */
  unknownCodesPerHour: number;
  /** Sign-in links requested from one address, per hour. */
  signInsPerHour: number;
  /** Sign-in links sent to one mailbox at one network's request, per hour. */
  signInsPerHourAndEmail: number;
  /** All requests from one address without a key, per minute; each process counts its own. */
  requestsPerMinute: number;
  /** All requests with one key, per minute. */
  requestsPerMinuteAndKey: number;
}

/** Limits without a ladder. */
type PlainLimit = Exclude<LimitName, 'filing'>;

export type Limits = ReturnType<typeof createLimits>;

const MINUTE_SECONDS = 60;
/** Not everybody who begins a draft files it; a draft costs only a row. */
const DRAFTS_PER_FILING = 2;

/** Counts requests in PostgreSQL, so that all processes share the counts. Fails if the database does. */
export function createLimits({ db, limits }: { db: Pick<Database, 'sequelize'>; limits: ApiLimits }) {
  const stored = (name: string, points: number, seconds: number) => countedIn(db, { name, points, seconds });
  const counters: Record<PlainLimit, (caller: Caller) => Limiter> = {
    drafts: always(
      stored(
        'drafts',
        (limits.filingPerHour + limits.filingWithStepPerHour) * DRAFTS_PER_FILING,
        HOUR_SECONDS,
      ),
    ),
    support: always(stored('support', limits.supportPerHour, HOUR_SECONDS)),
    nearby: always(stored('nearby', limits.nearbyPerMinute, MINUTE_SECONDS)),
    lists: always(stored('lists', limits.listsPerMinute, MINUTE_SECONDS)),
    exports: always(stored('exports', limits.exportsPerHour, HOUR_SECONDS)),
    statistics: always(stored('statistics', limits.statisticsPerMinute, MINUTE_SECONDS)),
  };
  const unknownCodes = stored('unknown', limits.unknownCodesPerHour, HOUR_SECONDS);
  const signIns = stored('sign-in', limits.signInsPerHour, HOUR_SECONDS);
  const emails = stored('sign-in-email', limits.signInsPerHourAndEmail, HOUR_SECONDS);
  const keyRequests = stored('key-requests', limits.requestsPerMinuteAndKey, MINUTE_SECONDS);
  const requests = createLimiter(
    (times) => new RateLimiterMemory({ points: limits.requestsPerMinute * times, duration: MINUTE_SECONDS }),
  );

  return {
    /**
     * Counts a request of any kind.
     * @returns headers that tell the holder of a key how much is left; other requests are counted per process, so
     * headers for them would not be true
     * @throws Problem `too_many_requests`
     */
    async countRequest(caller: Caller): Promise<Record<string, string>> {
      const keys = keysOf(caller);
      if (caller.credential.kind === 'api_key')
        return rateLimitHeaders(await consume(keyRequests, 'requests', keys));
      await consume(requests, 'requests', keys);
      return {};
    },
    /** Takes back what `countRequest` counted, if the caller turns out to be somebody else. */
    async uncountRequest(caller: Caller): Promise<void> {
      const limiter = caller.credential.kind === 'api_key' ? keyRequests : requests;
      await limiter.reward(keysOf(caller));
    },
    /**
     * Counts against a limit.
     * @returns headers that tell how much is left
     * @throws Problem `too_many_requests`
     */
    async count(name: PlainLimit, caller: Caller): Promise<Record<string, string>> {
      return headersOf(await consume(counters[name](caller), name, keysOf(caller)));
    },
    /** @throws Problem `too_many_requests` for a caller who looked up too many codes that do not exist */
    async refuseGuessers(caller: Caller): Promise<void> {
      const spent = await unknownCodes.spent(keysOf(caller));
      if (spent) throw tooMany({ name: 'unknown-codes', ...spent });
    },
    /** @param codes how many were looked up at once */
    async countUnknownCodes(caller: Caller, codes = 1): Promise<void> {
      await unknownCodes.penalty(keysOf(caller), codes);
    },
    /**
     * Counts, whether or not anybody has the address.
     * @returns whether sender and mailbox are both within their limits
     */
    async countSignIn({ address, email }: { address: string | undefined; email: string }): Promise<boolean> {
      const sender = await signIns.consume(networksOf(address));
      if (!sender.isWithin) return false;
      const mailbox = await emails.consume(mailboxKeys(email, widestNetworkOf(address)));
      return mailbox.isWithin;
    },
  };
}

/**
 * Links to one mailbox from all networks, as a multiple of one network's: nobody can lock others out by asking
 * often.
 */
const MAILBOX_ALLOWANCE = 4;

/** Hashed, since strangers' addresses are entered here, too, and must not be kept. */
function mailboxKeys(email: string, network: string): Network[] {
  const mailbox = mailboxOf(email);
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  return [
    { name: digest(`${mailbox} ${network}`), allowance: 1 },
    { name: digest(mailbox), allowance: MAILBOX_ALLOWANCE },
  ];
}

async function consume(limiter: Limiter, name: string, keys: readonly Network[]): Promise<Count> {
  const { isWithin, ...count } = await limiter.consume(keys);
  if (!isWithin) throw tooMany({ name, ...count });
  return { name, ...count };
}

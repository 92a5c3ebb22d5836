import type { Database } from '../../database/connection';
import { credentialId, type Credential } from '../authentication/credential';
import { Problem } from '../http/problem';
import { createLimiter, prefixOf, storedLimiter, type Limiter } from './limiter';
import { networksOf, type Network } from './network-of';
import { earlierRateLimitHeaders, rateLimitHeaders, type Count } from './rate-limit-headers';

export const HOUR_SECONDS = 3600;

/** Whose request is counted. */
export interface Caller {
  credential: Credential;
  address: string | undefined;
}

/** A limit: its name in PostgreSQL, and how many points it allows within how many seconds. */
export interface Counted {
  name: string;
  points: number;
  seconds: number;
}

/** Counts in PostgreSQL; wider networks have larger allowances: see `networksOf`. */
export function countedIn(db: Pick<Database, 'sequelize'>, { name, points, seconds }: Counted): Limiter {
  return createLimiter((times) =>
    storedLimiter(db, { keyPrefix: prefixOf(name, times), points: points * times, duration: seconds }),
  );
}

/** A key or a session is counted by itself, everybody else by their networks. */
export function keysOf({ credential, address }: Caller): Network[] {
  const isKnown = credential.kind === 'api_key' || credential.kind === 'session';
  return isKnown ? [onlyKey(credentialId(credential))] : networksOf(address);
}

function onlyKey(name: string): Network {
  return { name, allowance: 1 };
}

/** @param members what the problem document says besides how long to wait */
export function tooMany(count: Count, members?: Record<string, unknown>): Problem {
  return new Problem({
    code: 'too_many_requests',
    detail: `This has been asked for too often. Try again in ${count.seconds} s.`,
    headers: { ...headersOf(count), 'Retry-After': String(count.seconds) },
    ...(members ? { members } : {}),
  });
}

export function headersOf(count: Count): Record<string, string> {
  return { ...rateLimitHeaders(count), ...earlierRateLimitHeaders(count) };
}

export function always<T>(value: T): () => T {
  return () => value;
}

import type { Problem } from '../api/http/problem';
import type { Instant } from '../domain/instant';

const MINUTE_MS = 60_000;

/** When a refused request may be sent again, rounded up to the minute: clocks on walls show no seconds. */
export function againAt({ details }: Problem, now: Instant): Instant {
  const waitMs = Number(details.headers?.['Retry-After'] ?? 0) * 1000;
  return onTheMinute(now + waitMs);
}

export function onTheMinute(at: Instant): Instant {
  return Math.ceil(at / MINUTE_MS) * MINUTE_MS;
}

import type { Problem } from '../api/http/problem';
import type { Instant } from '../domain/instant';

const MINUTE_MS = 60_000;

/** When a refused request may be sent again, on the minute: no clock on a wall shows seconds. */
export function againAt({ details }: Problem, now: Instant): Instant {
  const waitMs = Number(details.headers?.['Retry-After'] ?? 0) * 1000;
  return Math.ceil((now + waitMs) / MINUTE_MS) * MINUTE_MS;
}

import type { Instant } from '../../domain/instant';

/** RFC 3339 in UTC, as every instant leaves the API. */
export function isoInstant(at: Instant): string {
  return new Date(at).toISOString();
}

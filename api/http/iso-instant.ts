import type { Instant } from '../../domain/instant';

/** RFC 3339 in UTC, as the API returns every instant. */
export function isoInstant(at: Instant): string {
  return new Date(at).toISOString();
}

import type { Instant } from '../../domain/instant';

/** `2026-11-25 07:05 UTC`, for people; JSON carries the same in ISO 8601. */
export function formatInstant(at: Instant | Date | null): string {
  return at === null ? '-' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

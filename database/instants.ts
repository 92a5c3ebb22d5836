import type { Instant } from '../domain/instant';

/** Columns hold `timestamptz`, rows leave this room with instants. */
export function toInstant(date: Date): Instant {
  return date.getTime();
}

export function toInstantOrNull(date: Date | null): Instant | null {
  return date === null ? null : date.getTime();
}

export function toDateOrNull(instant: Instant | null): Date | null {
  return instant === null ? null : new Date(instant);
}

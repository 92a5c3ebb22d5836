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

/** SQL of ours for a `timestamptz` as an instant, where a query answers it itself; NULL stays NULL. */
export function sqlInstant(expression: string): string {
  return `floor(extract(epoch FROM ${expression}) * 1000)::float8`;
}

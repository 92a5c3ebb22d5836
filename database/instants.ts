import type { Instant } from '../domain/instant';

/** Columns are `timestamptz`; outside this room, rows have instants. */
export function toInstant(date: Date): Instant {
  return date.getTime();
}

export function toInstantOrNull(date: Date | null): Instant | null {
  return date === null ? null : date.getTime();
}

export function toDateOrNull(instant: Instant | null): Date | null {
  return instant === null ? null : new Date(instant);
}

/** SQL for a `timestamptz` expression as an instant, for queries that return it directly; NULL stays NULL. */
export function sqlInstant(expression: string): string {
  return `floor(extract(epoch FROM ${expression}) * 1000)::float8`;
}

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const MS_PER_HOUR = 3_600_000;

/** The instant `hours` hours after `start`. */
export function hoursAfter(start: Instant, hours: number): Instant {
  return start + hours * MS_PER_HOUR;
}

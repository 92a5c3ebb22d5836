import type { Instant } from './instant';

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function localDay(at: Instant, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

const HALF_A_DAY_MS = 12 * 3_600_000;

/** The Monday of an instant's week in a time zone, `YYYY-MM-DD`. */
export function localMonday(at: Instant, timeZone: string): string {
  const weekday = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short' });
  let back = at;
  // In half days: a step of a whole day could jump over a day of 23 hours.
  while (weekday.format(back) !== 'Mon') back -= HALF_A_DAY_MS;
  return localDay(back, timeZone);
}

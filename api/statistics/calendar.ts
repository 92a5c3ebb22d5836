import type { Instant } from '../../domain/instant';

const MS_PER_DAY = 86_400_000;

/**
 * The first instant of a calendar day, `YYYY-MM-DD`, in a time zone.
 * @throws RangeError if it is not a day
 */
export function startOfLocalDay(day: string, timeZone: string): Instant {
  const noon = Date.parse(`${day}T12:00:00Z`);
  if (Number.isNaN(noon)) throw new RangeError(`${day} is no day`);
  const dayOf = dayReader(timeZone);
  let before = noon - 2 * MS_PER_DAY;
  let within = noon + 2 * MS_PER_DAY;
  // Days never go backward with time, so bisection finds the instant at which this one begins.
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayOf(middle) < day) before = middle;
    else within = middle;
  }
  return within;
}

/** The first day of the month that is `back` months before an instant's month: `YYYY-MM-01`. */
export function firstOfMonth(at: Instant, { timeZone, back }: { timeZone: string; back: number }): string {
  const [year = 0, month = 0] = dayReader(timeZone)(at).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10);
}

/** The Swedish format is `YYYY-MM-DD`. */
function dayReader(timeZone: string): (at: Instant) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  return (at) => format.format(at);
}

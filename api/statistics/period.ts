import { firstOfMonth, startOfLocalDay } from './calendar';
import type { Instant } from '../../domain/instant';

/** What is counted when nobody says: this month and the eleven before it. */
export const MONTHS_SHOWN = 12;

interface Days {
  /** Calendar days of the city, both counted: `YYYY-MM-DD`. */
  from?: string;
  to?: string;
}

/** From which instant to which, the latter left out. */
export function periodOf(
  { from, to }: Days,
  { timeZone, now }: { timeZone: string; now: Instant },
): { from: Instant; to: Instant } {
  const end = to === undefined ? now : startOfLocalDay(dayAfter(to), timeZone);
  const first = from ?? firstOfMonth(Math.min(end, now), { timeZone, back: MONTHS_SHOWN - 1 });
  return { from: startOfLocalDay(first, timeZone), to: end };
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

import { firstOfMonth, startOfLocalDay } from './calendar';
import type { Instant } from '../../domain/instant';

/** Counted by default: this month and the eleven before it. */
export const MONTHS_SHOWN = 12;

interface Days {
  /** Calendar days of the city, both inclusive: `YYYY-MM-DD`. */
  from?: string;
  to?: string;
}

/** The period as instants; `to` is exclusive. */
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

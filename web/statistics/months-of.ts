import { firstOfMonth } from '../../api/statistics/calendar';
import type { Instant } from '../../domain/instant';

/** The months of a period in the city's calendar, `YYYY-MM`, including those without complaints. */
export function monthsOf({ from, to }: { from: Instant; to: Instant }, timeZone: string): string[] {
  const first = firstOfMonth(from, { timeZone, back: 0 }).slice(0, 7);
  const months: string[] = [];
  for (let back = 0; (months[0] ?? '9999') > first; back += 1)
    months.unshift(firstOfMonth(to, { timeZone, back }).slice(0, 7));
  return months;
}

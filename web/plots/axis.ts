import { wholePercent } from '../../domain/statistics';
import type { Locale } from '../locale';

export interface TickView {
  /** Along the axis, in percent of it: `25%`. */
  at: string;
  label: string;
  /** So that the outer labels do not leave the picture. */
  anchor: 'start' | 'middle' | 'end';
}

/** Where a value stands on an axis from zero to `max`. What is beyond stands at its end. */
export function along(value: number, max: number): string {
  return `${Math.round(Math.min(1, Math.max(0, value / max)) * 10_000) / 100}%`;
}

/** Equal steps from zero to `max`. */
export function ticks(
  max: number,
  { steps, label }: { steps: number; label(value: number): string },
): TickView[] {
  return Array.from({ length: steps + 1 }, (_, step) => ({
    at: along(step, steps),
    label: label((max / steps) * step),
    anchor: step === 0 ? 'start' : step === steps ? 'end' : 'middle',
  }));
}

/** The least of the ends that is not less than any value, else the last. */
export function endFor(values: readonly number[], ends: readonly number[]): number {
  const highest = Math.max(0, ...values);
  const end = ends.find((each) => each >= highest) ?? ends.at(-1);
  if (end === undefined) throw new RangeError('an axis has an end');
  return end;
}

export function percent(share: number, { t, time }: Locale): string {
  return t('statistics.percent', { n: time.number(wholePercent(share)) });
}

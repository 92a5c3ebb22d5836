import { wholePercent } from '../../domain/statistics';
import type { Locale } from '../../locale/locale';

export interface TickView {
  /** Position along the axis in per cent: `25%`. */
  at: string;
  label: string;
  /** Keeps the outer labels inside the picture. */
  anchor: 'start' | 'middle' | 'end';
}

/** Position of a value on an axis from zero to `max`. A value beyond it is at its end. */
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

/** The smallest of the ends that covers all values, else the last. */
export function endFor(values: readonly number[], ends: readonly number[]): number {
  const highest = Math.max(0, ...values);
  const end = ends.find((each) => each >= highest) ?? ends.at(-1);
  if (end === undefined) throw new RangeError('an axis has an end');
  return end;
}

export function percent(share: number, { t, time }: Locale): string {
  return t('statistics.percent', { n: time.number(wholePercent(share)) });
}

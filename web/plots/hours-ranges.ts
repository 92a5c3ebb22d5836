import type { Locale } from '../../locale/locale';
import { along, endFor, ticks, type TickView } from './axis';

export interface HoursRange {
  name: string;
  answered: number;
  medianHours: number | null;
  p90Hours: number | null;
  /** The target, if it was the same for all of them. */
  targetHours: number | null;
}

interface RangeView {
  name: string;
  tooFew: string | null;
  median: string;
  p90: string;
  target: string | null;
  value: string;
  of: string;
}

export interface RangesView {
  ticks: TickView[];
  ranges: RangeView[];
}

/** Ends of the axis in hours, and the number of steps for each: few enough for a phone. */
const STEPS = new Map<number, number>([
  [24, 4],
  [48, 4],
  [72, 3],
  [96, 4],
  [144, 3],
  [192, 4],
  [240, 2],
  [336, 2],
  [504, 3],
  [720, 3],
  [1080, 3],
  [2160, 3],
  [4320, 3],
  [8760, 4],
  [87_600, 4],
]);

/** From the median to the 90th percentile of the answers, one line for each row, on an axis of hours from zero. */
export function hoursRanges(rows: readonly HoursRange[], locale: Locale): RangesView {
  const { t, time } = locale;
  const shown = rows.flatMap(({ p90Hours, targetHours }) => [p90Hours ?? 0, targetHours ?? 0]);
  const max = endFor(shown, [...STEPS.keys()]);
  return {
    ticks: ticks(max, {
      steps: STEPS.get(max) ?? 1,
      label: (value) => t('statistics.hoursShort', { n: time.number(value) }),
    }),
    ranges: rows.map((row) => rangeView(row, max, locale)),
  };
}

function rangeView(
  { name, answered, medianHours, p90Hours, targetHours }: HoursRange,
  max: number,
  { t, time }: Locale,
): RangeView {
  const target = targetHours === null ? null : along(targetHours, max);
  if (medianHours === null || p90Hours === null) {
    const tooFew = t('statistics.tooFew', { n: time.number(answered) });
    return { name, tooFew, median: '0%', p90: '0%', target, value: '', of: '' };
  }
  return {
    name,
    tooFew: null,
    median: along(medianHours, max),
    p90: along(p90Hours, max),
    target,
    value: t('statistics.hoursPair', { median: time.number(medianHours), p90: time.number(p90Hours) }),
    of: t('statistics.of', { n: time.number(answered) }),
  };
}

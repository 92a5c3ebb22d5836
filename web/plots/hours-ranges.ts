import type { Speech } from '../speech';
import { along, endFor, ticks, type TickView } from './axis';

export interface HoursRange {
  name: string;
  answered: number;
  medianHours: number | null;
  p90Hours: number | null;
  /** Promised, when it was the same for all of them. */
  targetHours: number | null;
}

interface RangeView {
  name: string;
  tooFew: string | null;
  median: string;
  p90: string;
  /** Beyond the end of the axis: the mark stands at it and says so. */
  isBeyond: boolean;
  target: string | null;
  value: string;
  of: string;
}

export interface RangesView {
  ticks: TickView[];
  ranges: RangeView[];
}

const DAYS_SHOWN = [24, 48, 72, 96, 144, 192, 240, 336];
const STEPS: Record<number, number> = { 24: 4, 48: 4, 72: 3, 96: 4, 144: 3, 192: 4, 240: 5, 336: 7 };

/** From the half of the answers to nine of ten, one line a row, on an axis of hours from zero. */
export function hoursRanges(rows: readonly HoursRange[], speech: Speech): RangesView {
  const { say, time } = speech;
  const shown = rows.flatMap(({ p90Hours, targetHours }) => [p90Hours ?? 0, targetHours ?? 0]);
  const max = endFor(shown, DAYS_SHOWN);
  return {
    ticks: ticks(max, {
      steps: STEPS[max] ?? 4,
      label: (value) => say('statistics.hoursShort', { n: time.number(value) }),
    }),
    ranges: rows.map((row) => rangeView(row, max, speech)),
  };
}

function rangeView(
  { name, answered, medianHours, p90Hours, targetHours }: HoursRange,
  max: number,
  { say, time }: Speech,
): RangeView {
  const target = targetHours === null ? null : along(targetHours, max);
  if (medianHours === null || p90Hours === null) {
    const tooFew = say('statistics.tooFew', { n: time.number(answered) });
    return { name, tooFew, median: '0%', p90: '0%', isBeyond: false, target, value: '', of: '' };
  }
  return {
    name,
    tooFew: null,
    median: along(medianHours, max),
    p90: along(p90Hours, max),
    isBeyond: p90Hours > max,
    target,
    value: say('statistics.hoursPair', { median: time.number(medianHours), p90: time.number(p90Hours) }),
    of: say('statistics.of', { n: time.number(answered) }),
  };
}

import { addUp, hoursWithin, type PromiseCounts } from '../../domain/statistics';
import type { HoursCell, PromiseCell } from './promise-cells';

export const STATISTICS_GROUPS = ['all', 'agency', 'category', 'month', 'agency_month'] as const;
export type StatisticsBy = (typeof STATISTICS_GROUPS)[number];

/** What is known of a group of promises; counts are for shares of ten and more (`shareOf`). */
export interface StatisticsRow extends PromiseCounts {
  /** Of the group, or null where it does not tell them apart. */
  agency: string | null;
  category: string | null;
  /** Of receipt, `YYYY-MM` in the city's time zone. */
  month: string | null;
  /** Within which half of the answers came, from receipt; null of fewer than ten, and by agency and month. */
  medianHours: number | null;
  /** Within which nine of ten came. */
  p90Hours: number | null;
  /** Null only of nothing at all. */
  leastTargetHours: number | null;
  mostTargetHours: number | null;
}

type Key = 'agency' | 'category' | 'month';

const KEYS: Record<StatisticsBy, readonly Key[]> = {
  all: [],
  agency: ['agency'],
  category: ['category'],
  month: ['month'],
  agency_month: ['agency', 'month'],
};

/** Adds up the finest counts to the groups that are asked for. */
export function toStatisticsRows(
  by: StatisticsBy,
  { cells, hours }: { cells: PromiseCell[]; hours: HoursCell[] },
): StatisticsRow[] {
  const keys = KEYS[by];
  const groups = groupsOf(cells, keys);
  if (by === 'all' && groups.size === 0) groups.set('', []);
  const times = groupsOf(hours, keys);
  return [...groups].map(([group, members]) => {
    const targets = members.flatMap(({ leastTargetHours, mostTargetHours }) => [
      leastTargetHours,
      mostTargetHours,
    ]);
    const key = (name: Key) => (keys.includes(name) ? (members[0]?.[name] ?? null) : null);
    const histogram = histogramOf(times.get(group) ?? []);
    return {
      ...{ agency: key('agency'), category: key('category'), month: key('month') },
      ...addUp(members),
      medianHours: hoursWithin(histogram, 0.5),
      p90Hours: hoursWithin(histogram, 0.9),
      leastTargetHours: targets.length === 0 ? null : Math.min(...targets),
      mostTargetHours: targets.length === 0 ? null : Math.max(...targets),
    };
  });
}

/** By the values of `keys`, in their order. */
function groupsOf<Cell extends Record<Key, string>>(
  cells: Cell[],
  keys: readonly Key[],
): Map<string, Cell[]> {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const group = keys.map((key) => cell[key]).join(' ');
    const members = groups.get(group);
    if (members) members.push(cell);
    else groups.set(group, [cell]);
  }
  return new Map([...groups].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function histogramOf(hours: HoursCell[]): Map<number, number> {
  const histogram = new Map<number, number>();
  for (const { tenths, count } of hours) histogram.set(tenths, (histogram.get(tenths) ?? 0) + count);
  return histogram;
}

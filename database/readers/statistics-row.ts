import { addUp, hoursWithin, type PromiseCounts } from '../../domain/statistics';
import type { PromiseCell } from './promise-cells';

export const STATISTICS_GROUPS = ['all', 'agency', 'category', 'month', 'agency_month'] as const;
export type StatisticsBy = (typeof STATISTICS_GROUPS)[number];

/** The figures of a group of promises; shares are only for ten and more (`shareOf`). */
export interface StatisticsRow extends PromiseCounts {
  /** The group's value, or null when it is not grouped by this. */
  agency: string | null;
  category: string | null;
  /** Of receipt, `YYYY-MM` in the city's time zone. */
  month: string | null;
  /** Within how many hours from receipt half of the answers came; null for fewer than ten. */
  medianHours: number | null;
  /** The same for nine of ten answers. */
  p90Hours: number | null;
  /** Null only for an empty group. */
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

/** Adds up the finest counts to the requested groups. */
export function toStatisticsRows(by: StatisticsBy, cells: readonly PromiseCell[]): StatisticsRow[] {
  const keys = KEYS[by];
  const groups = groupsOf(cells, keys);
  if (by === 'all' && groups.length === 0) groups.push([]);
  return groups.map((members) => rowOf(members, keys));
}

function rowOf(members: readonly PromiseCell[], keys: readonly Key[]): StatisticsRow {
  const key = (name: Key) => (keys.includes(name) ? (members[0]?.[name] ?? null) : null);
  const tenths = members.map((cell) => cell.tenths);
  const isNothing = members.length === 0;
  return {
    ...{ agency: key('agency'), category: key('category'), month: key('month') },
    ...addUp(members),
    medianHours: hoursWithin(tenths, 0.5),
    p90Hours: hoursWithin(tenths, 0.9),
    leastTargetHours: isNothing ? null : Math.min(...members.map((cell) => cell.leastTargetHours)),
    mostTargetHours: isNothing ? null : Math.max(...members.map((cell) => cell.mostTargetHours)),
  };
}

/** Grouped by the values of `keys`, in their order. */
function groupsOf(cells: readonly PromiseCell[], keys: readonly Key[]): PromiseCell[][] {
  const groups = new Map<string, PromiseCell[]>();
  for (const cell of cells) {
    const group = keys.map((key) => cell[key]).join(' ');
    const members = groups.get(group);
    if (members) members.push(cell);
    else groups.set(group, [cell]);
  }
  const inOrder = [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
  return inOrder.map(([, members]) => members);
}

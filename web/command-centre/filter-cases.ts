import type { WallCase } from '../../database/readers/wall-reader';
import type { Instant } from '../../domain/instant';
import { openUrgency } from '../../domain/urgency';
import type { MapMark } from '../map/cluster';
import { urgencyMark } from '../complaint/chip';
import { fits, type Sorted, type WallFilter } from './wall-filter';

/** An open complaint with how urgent it is at this moment. */
export interface CaseWithUrgency extends WallCase {
  mark: MapMark;
  /** The limit that has passed unmet; null when none has. */
  overSince: Instant | null;
  /** That limit, or else the next one. */
  limit: Instant;
}

/** The marks that open complaints can have, the calmest first. */
export const OPEN_MARKS = ['on-time', 'soon', 'late-1', 'late-2', 'late-3'] as const;

/** The cases that a screen shows, in the given order. */
export function filterCases(cases: readonly WallCase[], filter: WallFilter, now: Instant): CaseWithUrgency[] {
  return cases.filter((each) => fits(filter, each)).map((each) => withUrgency(each, now));
}

function withUrgency(each: WallCase, now: Instant): CaseWithUrgency {
  const { level, nextBy, resolveBy, missedBy } = each;
  const overSince = resolveBy < now ? resolveBy : missedBy;
  return {
    ...each,
    mark: urgencyMark(openUrgency({ escalationLevel: level, nextBy, now })),
    overSince,
    limit: overSince ?? nextBy,
  };
}

/** Counts the cases with each mark, and all of them. */
export function countMarks(cases: readonly Pick<CaseWithUrgency, 'mark'>[]): {
  all: number;
  of: (mark: MapMark) => number;
} {
  const counts = new Map<MapMark, number>();
  for (const { mark } of cases) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return { all: cases.length, of: (mark) => counts.get(mark) ?? 0 };
}

/** Groups by a property; returns the members for each of its codes. */
export function groupBy<Each extends Sorted>(
  all: readonly Each[],
  by: keyof Sorted,
): (code: string) => readonly Each[] {
  const groups = new Map<string, Each[]>();
  for (const each of all) {
    const group = groups.get(each[by]);
    if (group) group.push(each);
    else groups.set(each[by], [each]);
  }
  return (code) => groups.get(code) ?? [];
}

/** With fewer than these, chance says more than the agency's work; no share, median or rank is shown for them. */
export const FEWEST_TO_COMPARE = 10;

/**
 * A rating is one person's opinion: counts and shares are published in steps of five, and a share only where a
 * single rating moves it by less than a step (docs/decisions/0042-ratings-in-steps.md).
 */
export const FEWEST_RATINGS = 25;
const STEP = 5;

/** Counts that can be added up over promises (docs/decisions/0018-promise-facts.md). */
export interface PromiseCounts {
  received: number;
  /** Not decided yet: within their time and not answered. */
  running: number;
  /** Those for which it is decided whether they were acknowledged in time, and how many of them were. */
  acknowledgedDecided: number;
  acknowledgedInTime: number;
  /** The same for the answer. */
  resolvedDecided: number;
  resolvedInTime: number;
  /** Of those answered in time: after the original promise, because the target had been moved. */
  resolvedAfterMove: number;
  answered: number;
  rejected: number;
  reopened: number;
  extended: number;
  rated: number;
  /** Rated with four or five stars. */
  satisfied: number;
  /** The sum of all ratings. */
  stars: number;
}

const NOTHING: PromiseCounts = {
  received: 0,
  running: 0,
  acknowledgedDecided: 0,
  acknowledgedInTime: 0,
  resolvedDecided: 0,
  resolvedInTime: 0,
  resolvedAfterMove: 0,
  answered: 0,
  rejected: 0,
  reopened: 0,
  extended: 0,
  rated: 0,
  satisfied: 0,
  stars: 0,
};

export function addUp(parts: readonly PromiseCounts[]): PromiseCounts {
  const sum = { ...NOTHING };
  for (const part of parts)
    for (const name of Object.keys(NOTHING) as (keyof PromiseCounts)[]) sum[name] += part[name];
  return sum;
}

/** From 0 to 1; null when there are too few to publish it. */
export function shareOf(part: number, whole: number): number | null {
  return whole < FEWEST_TO_COMPARE ? null : part / whole;
}

/** How satisfied a group is, in the form that may be published. */
export interface Satisfaction {
  /** How many rated, to the nearest five. */
  of: number;
  /** 0.05 to 0.95, to the nearest 0.05; null for fewer than 25 ratings. */
  share: number | null;
  /** 1 to 5, to the nearest half; null for fewer than 25 ratings. */
  meanStars: number | null;
}

export function satisfactionOf({
  rated,
  satisfied,
  stars,
}: Pick<PromiseCounts, 'rated' | 'satisfied' | 'stars'>): Satisfaction {
  const of = STEP * Math.round(rated / STEP);
  if (rated < FEWEST_RATINGS) return { of, share: null, meanStars: null };
  const percent = STEP * Math.round((100 * satisfied) / rated / STEP);
  // A share of all or none would reveal each rating.
  const share = Math.min(100 - STEP, Math.max(STEP, percent)) / 100;
  return { of, share, meanStars: Math.round((2 * stars) / rated) / 2 };
}

/** A share in whole percent, the same wherever it is shown: 100 and 0 stand only for exactly all and none. */
export function wholePercent(share: number): number {
  const rounded = Math.round(share * 100);
  return share > 0 && share < 1 ? Math.min(99, Math.max(1, rounded)) : rounded;
}

/** Larger values (over 136 days) all count as this one. */
export const MOST_TENTHS = 32_767;

/**
 * The shortest time within which `share` (over 0 to 1) of them were done, in hours; null when there are too few to
 * publish it. The values are in tenths of an hour, in any order.
 */
export function hoursWithin(tenths: readonly Uint16Array[], share: number): number | null {
  const total = tenths.reduce((sum, { length }) => sum + length, 0);
  if (total < FEWEST_TO_COMPARE) return null;
  // Counting is several times as fast as sorting for a city's whole year.
  const counts = new Uint32Array(MOST_TENTHS + 1);
  for (const each of tenths) for (const value of each) counts[value] = (counts[value] ?? 0) + 1;
  let done = 0;
  for (const [value, count] of counts.entries()) {
    done += count;
    if (done >= share * total) return value / 10;
  }
  throw new RangeError(`${share} is no share of a whole`);
}

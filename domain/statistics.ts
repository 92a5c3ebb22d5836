/** Fewer than these say more about chance than about who works; no share, median or rank is told of them. */
export const FEWEST_TO_COMPARE = 10;

/**
 * What one person thinks is theirs: ratings are told in steps of five, and a share only where a single one moves it by less
 * than a step (docs/decisions/0042-ratings-in-steps.md).
 */
export const FEWEST_RATINGS = 25;
const STEP = 5;

/** What adds up over promises (docs/decisions/0018-promise-facts.md). */
export interface PromiseCounts {
  received: number;
  /** Not decided yet: within their time, and nobody has answered. */
  running: number;
  /** Of whom it is decided whether they were acknowledged in time, and of them those that were. */
  acknowledgedDecided: number;
  acknowledgedInTime: number;
  /** The same of the answer. */
  resolvedDecided: number;
  resolvedInTime: number;
  /** Of those answered in time: after the first promise, because the target had been moved. */
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

/** From 0 to 1; null when there are too few to tell it. */
export function shareOf(part: number, whole: number): number | null {
  return whole < FEWEST_TO_COMPARE ? null : part / whole;
}

/** How satisfied a group is, as it may be told. */
export interface Satisfaction {
  /** How many rated, to the nearest five. */
  of: number;
  /** 0.05 to 0.95, to the nearest 0.05; null of fewer than 25. */
  share: number | null;
  /** 1 to 5, to the nearest half; null of fewer than 25. */
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
  // All or none would say of each what they gave.
  const share = Math.min(100 - STEP, Math.max(STEP, percent)) / 100;
  return { of, share, meanStars: Math.round((2 * stars) / rated) / 2 };
}

/** A share in whole percent, the same wherever it is told: a hundred and nought are only said of all and of none. */
export function wholePercent(share: number): number {
  const rounded = Math.round(share * 100);
  return share > 0 && share < 1 ? Math.min(99, Math.max(1, rounded)) : rounded;
}

/** Beyond that (136 days) all are alike. */
export const MOST_TENTHS = 32_767;

/**
 * The shortest time within which `share` (over 0 to 1) of them were done, in hours; null when there are too few to tell
 * it. They are given in tenths of an hour, in any order.
 */
export function hoursWithin(tenths: readonly Uint16Array[], share: number): number | null {
  const total = tenths.reduce((sum, { length }) => sum + length, 0);
  if (total < FEWEST_TO_COMPARE) return null;
  // Counting is several times as fast as sorting a city's year.
  const counts = new Uint32Array(MOST_TENTHS + 1);
  for (const each of tenths) for (const value of each) counts[value] = (counts[value] ?? 0) + 1;
  let done = 0;
  for (const [value, count] of counts.entries()) {
    done += count;
    if (done >= share * total) return value / 10;
  }
  throw new RangeError(`${share} is no share of a whole`);
}

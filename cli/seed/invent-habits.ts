import type { Random } from './random';

/** When things happen to one complaint, in hours after its receipt; null for what never happens. */
export interface Habits {
  acknowledgedAfter: number;
  startedAfter: number;
  answeredAfter: number;
  isRejected: boolean;
  extendedAfter: number | null;
  confirmedAfter: number | null;
  objectedAfter: number | null;
  withdrawnAfter: number | null;
}

/** Shares of complaints; invented, but close to what cities report (nine of ten in time). */
const IN_TIME = 0.9;
const FORGOTTEN = 0.015;
const REJECTED = 0.04;
const EXTENDED = 0.03;
const WITHDRAWN = 0.02;
const CONFIRMED = 0.3;
const OBJECTED = 0.05;
/** More than 1: most answers come early in the time allowed. */
const EARLY = 1.4;

export function inventHabits(targetHours: number, random: Random): Habits {
  const answeredAfter = inventAnswer(targetHours, random);
  const acknowledgedAfter = answeredAfter * random.between(0.02, 0.4);
  const isObjected = random.isOneIn(OBJECTED);
  const reacted = answeredAfter + random.between(1, 70);
  return {
    acknowledgedAfter,
    startedAfter: acknowledgedAfter + (answeredAfter - acknowledgedAfter) * random.between(0.1, 0.8),
    answeredAfter,
    isRejected: random.isOneIn(REJECTED),
    extendedAfter: random.isOneIn(EXTENDED) ? targetHours * 0.8 : null,
    objectedAfter: isObjected ? reacted : null,
    confirmedAfter: !isObjected && random.isOneIn(CONFIRMED) ? reacted : null,
    withdrawnAfter: random.isOneIn(WITHDRAWN) ? acknowledgedAfter * 0.9 : null,
  };
}

function inventAnswer(targetHours: number, random: Random): number {
  if (random.isOneIn(FORGOTTEN)) return targetHours * random.between(4, 12);
  // The exponent shifts answers towards the early hours.
  if (random.isOneIn(IN_TIME)) return Math.max(0.2, targetHours * random.share() ** EARLY * 0.98);
  return targetHours * random.between(1, 2.5);
}

import type { Instant } from '../../domain/instant';

export interface LineMark {
  /** Position of its middle, as SVG wants it: `50.0%`. */
  x: string;
  /** Pixels from there to the middle of the gap in the line, and to the shape's left edge: nothing is cut off. */
  holeX: number;
  shapeX: number;
  shape: string;
  tone: 'gold' | 'late' | 'ok';
}

export interface PromiseLine {
  /** Share of the line before the promise (gold), and past it. */
  spent: string;
  over: string | null;
  marks: LineMark[];
}

interface LineInput {
  startAt: Instant;
  promisedAt: Instant;
  now: Instant;
  /** Checkpoints missed in this cycle, with the level to which each escalated the complaint. */
  misses: readonly { level: number; dueAt: Instant }[];
  /** When it escalates next if nobody acts. */
  escalatesAt: Instant | null;
  resolvedAt: Instant | null;
}

interface Place {
  at: Instant;
  shape: string;
  tone: LineMark['tone'];
}

const HALF_SHAPE = 11;
/** Two marks within this share of the line would overlap. */
const TOO_NEAR = 0.06;

/** The line from receipt to the promise, and beyond it once it was missed; every mark is at its own time. */
export function promiseLine(input: LineInput): PromiseLine {
  const { startAt, promisedAt, resolvedAt } = input;
  const reachedAt = resolvedAt ?? input.now;
  const endAt = endOf(input, reachedAt);
  const shareOf = (at: Instant) => Math.min(1, Math.max(0, (at - startAt) / Math.max(1, endAt - startAt)));
  const spent = shareOf(Math.min(reachedAt, promisedAt));
  return {
    spent: percent(spent),
    over: reachedAt > promisedAt ? percent(shareOf(reachedAt) - spent) : null,
    marks: apart(placesOf(input, endAt), shareOf).map(({ at, ...mark }) => markAt(shareOf(at), mark)),
  };
}

function endOf({ promisedAt, escalatesAt }: LineInput, reachedAt: Instant): Instant {
  const isLate = reachedAt > promisedAt;
  return Math.max(promisedAt, isLate ? Math.max(reachedAt, escalatesAt ?? 0) : 0);
}

/** The most important first: where two marks would overlap, the first one stays. */
function placesOf(input: LineInput, endAt: Instant): Place[] {
  const { startAt, promisedAt, misses, escalatesAt, resolvedAt } = input;
  return [
    ...(resolvedAt === null ? [] : [{ at: resolvedAt, shape: 'resolved', tone: 'ok' as const }]),
    ...misses
      .filter(({ dueAt }) => dueAt >= startAt)
      .map(({ level, dueAt }) => ({ at: dueAt, shape: `late-${level}`, tone: 'late' as const }))
      .reverse(),
    ...(resolvedAt === null || resolvedAt > promisedAt
      ? [{ at: promisedAt, shape: 'flag', tone: 'gold' as const }]
      : []),
    ...(escalatesAt === null || resolvedAt !== null || escalatesAt > endAt
      ? []
      : [{ at: escalatesAt, shape: 'on-time', tone: 'gold' as const }]),
  ];
}

function apart(places: Place[], shareOf: (at: Instant) => number): Place[] {
  const kept: Place[] = [];
  for (const place of places) {
    const isFree = kept.every(({ at }) => Math.abs(shareOf(at) - shareOf(place.at)) >= TOO_NEAR);
    if (isFree) kept.push(place);
  }
  return kept.sort((one, other) => one.at - other.at);
}

function markAt(share: number, mark: Pick<LineMark, 'shape' | 'tone'>): LineMark {
  const inwards = share > 1 - TOO_NEAR / 2 ? -HALF_SHAPE + 2 : share < TOO_NEAR / 2 ? HALF_SHAPE - 2 : 0;
  return { x: percent(share), holeX: inwards, shapeX: inwards - HALF_SHAPE, ...mark };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

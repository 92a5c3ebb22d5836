import type { Spot } from '../browse/city-map';

/** What takes room around its spot, in pixels. */
interface Roomy extends Spot {
  halo: number;
  /** Of one that stands for several. */
  count: { width: number } | null;
}

interface Sheet {
  width: number;
  height: number;
}

/** The least room that a thumb needs. */
const REACH = 12;
/** Further than this from where it belongs a mark would tell of another street. */
const AWAY_AT_MOST = 28;
const STEP = 4;
const TURN = Math.PI / 4;

/** Marks that would cover each other step aside, the less urgent ones, which come first; where there is no room they stay. */
export function spreadMarks<Mark extends Roomy>(marks: readonly Mark[], sheet: Sheet): Mark[] {
  const placed: Mark[] = [];
  for (const mark of [...marks].reverse()) placed.push(roomFor(mark, placed, sheet));
  return placed.reverse();
}

function roomFor<Mark extends Roomy>(mark: Mark, placed: readonly Mark[], sheet: Sheet): Mark {
  const isFree = (spot: Mark) => !placed.some((other) => isOver(spot, other, sheet));
  if (isFree(mark)) return mark;
  for (let away = STEP; away <= AWAY_AT_MOST; away += STEP) {
    for (let angle = 0; angle < 2 * Math.PI; angle += TURN) {
      const moved = {
        ...mark,
        x: mark.x + (100 * away * Math.cos(angle)) / sheet.width,
        y: mark.y + (100 * away * Math.sin(angle)) / sheet.height,
      };
      if (isFree(moved)) return { ...moved, x: round(moved.x), y: round(moved.y) };
    }
  }
  return mark;
}

function isOver(one: Roomy, other: Roomy, { width, height }: Sheet): boolean {
  const across = (Math.abs(one.x - other.x) * width) / 100;
  const down = (Math.abs(one.y - other.y) * height) / 100;
  return across < halfOf(one) + halfOf(other) && down < tallOf(one) + tallOf(other);
}

function halfOf({ count, halo }: Roomy): number {
  return count ? count.width / 2 : Math.max(REACH, halo);
}

function tallOf({ count, halo }: Roomy): number {
  return count ? REACH : Math.max(REACH, halo);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

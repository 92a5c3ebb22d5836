import type { Spot } from '../browse/city-map';

/** What takes room around its spot: half of its width and height in pixels. */
export interface Roomy extends Spot {
  room: { across: number; down: number };
}

export interface Sheet {
  width: number;
  height: number;
}

/** Further than this from where it belongs a mark would tell of another quarter. */
const AWAY_AT_MOST = 40;
const STEP = 4;
const TURN = Math.PI / 8;

/** Marks that would cover each other step aside, the less urgent ones, which come first; where there is no room they stay. */
export function spreadMarks<Mark extends Roomy>(marks: readonly Mark[], sheet: Sheet): Mark[] {
  const placed: Mark[] = [];
  for (const mark of [...marks].reverse()) placed.push(roomFor(mark, placed, sheet));
  return placed.reverse();
}

/** The same for one more; where there is no room within reach it stays. */
export function roomFor<Mark extends Roomy>(mark: Mark, placed: readonly Roomy[], sheet: Sheet): Mark {
  const isFree = (spot: Mark) => !placed.some((other) => isOver(spot, other, sheet));
  if (isFree(mark)) return mark;
  for (let away = STEP; away <= AWAY_AT_MOST; away += STEP) {
    for (let angle = 0; angle < 2 * Math.PI; angle += TURN) {
      const moved = {
        ...mark,
        x: mark.x + (100 * away * Math.sin(angle)) / sheet.width,
        y: mark.y + (100 * away * Math.cos(angle)) / sheet.height,
      };
      if (isFree(moved)) return { ...moved, x: round(moved.x), y: round(moved.y) };
    }
  }
  return mark;
}

function isOver(one: Roomy, other: Roomy, { width, height }: Sheet): boolean {
  const across = (Math.abs(one.x - other.x) * width) / 100;
  const down = (Math.abs(one.y - other.y) * height) / 100;
  return across < one.room.across + other.room.across && down < one.room.down + other.room.down;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

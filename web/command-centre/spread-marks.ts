import type { Spot } from '../map/frame';

/** Something that takes up room around its spot: half its width and height in pixels. */
export interface Roomy extends Spot {
  room: { across: number; down: number };
}

export interface Sheet {
  width: number;
  height: number;
}

/** A mark farther than this from its spot would seem to be in another neighbourhood. */
const AWAY_AT_MOST = 40;
const STEP = 4;
const TURN = Math.PI / 8;

/** Moves apart marks that would overlap: the less urgent ones, which come first. Without room they stay. */
export function spreadMarks<Mark extends Roomy>(marks: readonly Mark[], sheet: Sheet): Mark[] {
  const placed: Mark[] = [];
  for (const mark of [...marks].reverse()) placed.push(roomFor(mark, placed, sheet));
  return placed.reverse();
}

/** Finds room for one more; if there is none within reach, it stays where it is. */
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

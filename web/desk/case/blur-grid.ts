import type { Area } from '../../../photos/blur-photo';
import type { Form } from '../../http/read-form';

export interface Grid {
  columns: number;
  rows: number;
}

export interface Cell {
  /** From 0, from the upper left corner. */
  row: number;
  column: number;
}

/** As many as a thumb can hit on a phone. */
const COLUMNS = 8;
const ROWS = { least: 2, most: 12 };

/** A grid of squares over a photo; rows are rounded down, so squares are at least as high as wide. */
export function gridFor({ width, height }: { width: number; height: number }): Grid {
  const rows = Math.floor((COLUMNS * height) / width);
  return { columns: COLUMNS, rows: Math.min(ROWS.most, Math.max(ROWS.least, rows)) };
}

export function cellName({ row, column }: Cell): string {
  return `cell:${row}:${column}`;
}

export function cellsOf({ columns, rows }: Grid): Cell[] {
  return Array.from({ length: rows * columns }, (_, at) => ({
    row: Math.floor(at / columns),
    column: at % columns,
  }));
}

export function tickedCells(form: Form, grid: Grid): Cell[] {
  return cellsOf(grid).filter((cell) => form.has(cellName(cell)));
}

interface Run {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Combines the cells into few rectangles, in fractions of the photo. */
export function areasOf(cells: readonly Cell[], { columns, rows }: Grid): Area[] {
  return stacked(runsOf(cells)).map(({ top, bottom, left, right }) => ({
    x: left / columns,
    y: top / rows,
    width: (right - left) / columns,
    height: (bottom - top) / rows,
  }));
}

/** Joins neighbouring cells of each row; expects cells in reading order. */
function runsOf(cells: readonly Cell[]): Run[] {
  const runs: Run[] = [];
  for (const { row, column } of cells) {
    const last = runs.at(-1);
    if (last && last.top === row && last.right === column) last.right += 1;
    else runs.push({ top: row, bottom: row + 1, left: column, right: column + 1 });
  }
  return runs;
}

/** Joins runs of the same width that lie below each other. */
function stacked(runs: readonly Run[]): Run[] {
  const whole: Run[] = [];
  for (const run of runs) {
    const above = whole.find(
      ({ bottom, left, right }) => bottom === run.top && left === run.left && right === run.right,
    );
    if (above) above.bottom = run.bottom;
    else whole.push({ ...run });
  }
  return whole;
}

import fc from 'fast-check';
import { areasOf, cellName, cellsOf, gridFor } from '../../../../web/desk/case/blur-grid';

describe('the squares over a photo', () => {
  it.each([
    [
      { width: 1600, height: 1200 },
      { columns: 8, rows: 6 },
    ],
    [
      { width: 1200, height: 1600 },
      { columns: 8, rows: 10 },
    ],
    [
      { width: 1600, height: 900 },
      { columns: 8, rows: 4 },
    ],
    [
      { width: 3000, height: 300 },
      { columns: 8, rows: 2 },
    ],
    [
      { width: 300, height: 3000 },
      { columns: 8, rows: 12 },
    ],
  ])('of %j are %j', (size, grid) => {
    expect(gridFor(size)).toEqual(grid);
  });

  it('become one area where they touch', () => {
    const grid = { columns: 8, rows: 6 };
    const block = cellsOf(grid).filter(({ row, column }) => row >= 2 && row < 4 && column >= 1 && column < 4);
    expect(areasOf(block, grid)).toEqual([{ x: 1 / 8, y: 2 / 6, width: 3 / 8, height: 2 / 6 }]);
  });

  it('are each covered by exactly one area, and no other square is', () => {
    const grid = { columns: 8, rows: 6 };
    fc.assert(
      fc.property(fc.subarray(cellsOf(grid)), (cells) => {
        const areas = areasOf(cells, grid);
        const covering = ({ row, column }: { row: number; column: number }) =>
          areas.filter(({ x, y, width, height }) => {
            const [right, down] = [(column + 0.5) / grid.columns, (row + 0.5) / grid.rows];
            return right > x && right < x + width && down > y && down < y + height;
          }).length;
        const ticked = new Set(cells.map(cellName));
        for (const cell of cellsOf(grid)) expect(covering(cell)).toBe(ticked.has(cellName(cell)) ? 1 : 0);
      }),
    );
  });
});

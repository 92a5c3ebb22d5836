import type { CityPack } from '../../city/city-pack';
import { frameOf, MARGIN, round, share, type Frame, type Spot } from './frame';

export interface CityMap extends Pick<Frame, 'width' | 'height' | 'spotOf'> {
  /** View box of the drawing beneath, in its own units. */
  viewBox: string;
  frame: Frame;
  /** SVG path of the city's borders. */
  outline: string;
  /** SVG path of the grid. */
  grid: string;
  /** Where the scale's bar begins and ends, in per cent, and how many kilometres it is. */
  scale: { from: number; to: number; kilometers: number };
  /** `isTight`: hidden where the map is small. */
  labels: (Spot & { code: string; name: string; isTight: boolean })[];
}

export const GRID_KILOMETERS = 2;
/** Width of the map on the smallest screen, in pixels. */
export const SMALLEST_MAP_WIDTH = 288;

const LETTER_WIDTH = 7;
const LINE_HEIGHT = 18;
/** More lines than this would hide the map beneath. */
const LINES_AT_MOST = 30;

/**
 * How the city lies on its map: its borders, a grid of 2 km (or a multiple of it where that would be too dense), its
 * districts' names.
 */
export function cityMap({ outline, districts }: Pick<CityPack, 'outline' | 'districts'>): CityMap {
  const frame = frameOf(outline);
  const { width, height, unitsPerKilometer, spotOf } = frame;
  const step = stepOf(Math.max(width, height) / unitsPerKilometer);
  const labels = districts.flatMap(({ code, name, point }) => {
    const spot = spotOf(point);
    return spot ? [{ ...spot, code, name }] : [];
  });
  return {
    ...{ viewBox: `0 0 ${width} ${height}`, width, height, frame, spotOf },
    outline: frame.areaOf(outline),
    grid: gridOf({ width, height, step: step * unitsPerKilometer }),
    scale: {
      ...{ from: share(MARGIN / 2, width), to: share(MARGIN / 2 + step * unitsPerKilometer, width) },
      kilometers: step,
    },
    labels: withTight(labels, { height: (SMALLEST_MAP_WIDTH * height) / width }),
  };
}

/** A name is tight if it would cover an earlier one, or the map's edge, on the smallest screen. */
function withTight<Label extends Spot & { name: string }>(
  labels: readonly Label[],
  { height }: { height: number },
): (Label & { isTight: boolean })[] {
  const placed: { x: number; y: number; reach: number }[] = [];
  return labels.map((label) => {
    const here = {
      x: (label.x * SMALLEST_MAP_WIDTH) / 100,
      y: (label.y * height) / 100,
      reach: (label.name.length * LETTER_WIDTH) / 2,
    };
    const isTight =
      here.x < here.reach ||
      here.x > SMALLEST_MAP_WIDTH - here.reach ||
      placed.some(
        (other) =>
          Math.abs(other.x - here.x) < other.reach + here.reach && Math.abs(other.y - here.y) < LINE_HEIGHT,
      );
    if (!isTight) placed.push(here);
    return { ...label, isTight };
  });
}

function stepOf(kilometers: number): number {
  let step = GRID_KILOMETERS;
  while (kilometers / step > LINES_AT_MOST) step *= 5;
  return step;
}

function gridOf({ width, height, step }: { width: number; height: number; step: number }): string {
  const marks = (most: number) =>
    Array.from({ length: Math.floor((most - MARGIN / 2) / step) + 1 }, (_, n) =>
      round(MARGIN / 2 + n * step),
    );
  const upright = marks(width).map((x) => `M${x} 0V${height}`);
  const level = marks(height).map((y) => `M0 ${round(height - y)}H${width}`);
  return [...upright, ...level].join('');
}

import type { CityPack, Outline, Point, Position } from '../../city/city-pack';

/** A place on the map in per cent of its width and height, so that marks keep their size on a map of any size. */
export interface Spot {
  x: number;
  y: number;
}

export interface CityMap {
  /** View box of the drawing beneath, in its own units. */
  viewBox: string;
  width: number;
  height: number;
  /** SVG path of the city's borders. */
  outline: string;
  /** SVG path of the grid. */
  grid: string;
  /** Where the scale's bar begins and ends, in per cent, and how many kilometres it is. */
  scale: { from: number; to: number; kilometers: number };
  labels: (Spot & { code: string; name: string })[];
  /** Null for a point outside the drawing. */
  spotOf(point: Point): Spot | null;
}

export const GRID_KILOMETERS = 2;

const WIDTH = 1000;
const MARGIN = 60;
const METERS_PER_DEGREE = 111_195;
/** More lines than this would hide the map beneath. */
const LINES_AT_MOST = 30;

/**
 * Draws the city from its pack: its borders, a grid of 2 km (or a multiple of it where that would be too dense),
 * its districts' names. Uses an equirectangular projection, accurate to 0.1 % over a city.
 */
export function cityMap({ outline, districts }: Pick<CityPack, 'outline' | 'districts'>): CityMap {
  const rings = ringsOf(outline);
  const frame = frameOf(rings.flat());
  const { width, height, unitsPerKilometer } = frame;
  const step = stepOf(Math.max(width, height) / unitsPerKilometer);
  const spotOf = (point: Point): Spot | null => {
    const [x, y] = frame.project([point.longitude, point.latitude]);
    const isInside = x >= 0 && y >= 0 && x <= width && y <= height;
    return isInside ? { x: share(x, width), y: share(y, height) } : null;
  };
  return {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    outline: rings.map((ring) => pathOf(ring.map(frame.project))).join(''),
    grid: gridOf({ width, height, step: step * unitsPerKilometer }),
    scale: {
      ...{ from: share(MARGIN / 2, width), to: share(MARGIN / 2 + step * unitsPerKilometer, width) },
      kilometers: step,
    },
    labels: districts.flatMap(({ code, name, point }) => {
      const spot = spotOf(point);
      return spot ? [{ ...spot, code, name }] : [];
    }),
    spotOf,
  };
}

function ringsOf(outline: Outline): Position[][] {
  return outline.type === 'Polygon' ? outline.coordinates : outline.coordinates.flat();
}

interface Frame {
  width: number;
  height: number;
  unitsPerKilometer: number;
  project(position: Position): [x: number, y: number];
}

function frameOf(positions: Position[]): Frame {
  const [west, east] = extentOf(positions.map(([longitude]) => longitude));
  const [south, north] = extentOf(positions.map(([, latitude]) => latitude));
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const unitsPerDegree = (WIDTH - 2 * MARGIN) / Math.max((east - west) * narrowing, 1e-6);
  return {
    width: WIDTH,
    height: Math.round((north - south) * unitsPerDegree + 2 * MARGIN),
    unitsPerKilometer: (unitsPerDegree * 1000) / METERS_PER_DEGREE,
    project: ([longitude, latitude]) => [
      round((longitude - west) * narrowing * unitsPerDegree + MARGIN),
      round((north - latitude) * unitsPerDegree + MARGIN),
    ],
  };
}

// Not Math.min(...values): a city's outline may have more corners than a call takes arguments.
function extentOf(values: number[]): [least: number, most: number] {
  return values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
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

function pathOf(points: [number, number][]): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join('L')}z`;
}

function share(part: number, whole: number): number {
  return round((100 * part) / whole);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

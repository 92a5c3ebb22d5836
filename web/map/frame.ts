import type { Outline, Point, Position } from '../../city/city-pack';

/** A place on the map in per cent of its width and height, so that marks keep their size on a map of any size. */
export interface Spot {
  x: number;
  y: number;
}

/** How positions on the ground become units of the drawing. */
export interface Frame {
  width: number;
  height: number;
  unitsPerKilometer: number;
  /** Longitudes and latitudes of the drawing's own edges. */
  edges: { west: number; south: number; east: number; north: number };
  project(position: Position): [x: number, y: number];
  /** Null for a point outside the drawing. */
  spotOf(point: Point): Spot | null;
  /** SVG paths. */
  lineOf(positions: readonly Position[]): string;
  areaOf(area: Outline): string;
}

export const MARGIN = 60;
const WIDTH = 1000;
const METERS_PER_DEGREE = 111_195;

/** Fits an area into the drawing. Equirectangular, accurate to 0.1 % over a city. */
export function frameOf(area: Outline): Frame {
  const positions = ringsOf(area).flat();
  const [west, east] = extentOf(positions.map(([longitude]) => longitude));
  const [south, north] = extentOf(positions.map(([, latitude]) => latitude));
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const unitsPerDegree = (WIDTH - 2 * MARGIN) / Math.max((east - west) * narrowing, 1e-6);
  const height = Math.round((north - south) * unitsPerDegree + 2 * MARGIN);
  const project = ([longitude, latitude]: Position): [number, number] => [
    round((longitude - west) * narrowing * unitsPerDegree + MARGIN),
    round((north - latitude) * unitsPerDegree + MARGIN),
  ];
  const [left, top] = [west - MARGIN / (narrowing * unitsPerDegree), north + MARGIN / unitsPerDegree];
  const edges = {
    ...{ west: left, east: left + WIDTH / (narrowing * unitsPerDegree) },
    ...{ north: top, south: top - height / unitsPerDegree },
  };
  const lineOf = (line: readonly Position[]) =>
    `M${line.map((position) => project(position).join(' ')).join('L')}`;
  return {
    ...{ width: WIDTH, height, edges, project, lineOf },
    unitsPerKilometer: (unitsPerDegree * 1000) / METERS_PER_DEGREE,
    areaOf: (shape) =>
      ringsOf(shape)
        .map((ring) => `${lineOf(ring)}z`)
        .join(''),
    spotOf({ longitude, latitude }) {
      const [x, y] = project([longitude, latitude]);
      const isInside = x >= 0 && y >= 0 && x <= WIDTH && y <= height;
      return isInside ? { x: share(x, WIDTH), y: share(y, height) } : null;
    },
  };
}

function ringsOf(area: Outline): Position[][] {
  return area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
}

// Not Math.min(...values): a city's outline may have more corners than a call takes arguments.
function extentOf(values: number[]): [least: number, most: number] {
  return values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
}

export function share(part: number, whole: number): number {
  return round((100 * part) / whole);
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

import type { Outline, Point, Position } from './city-pack';
import type { PackIssue } from './city-pack-error';
import { isInsideCity } from './geography';
import type { PackFiles } from './pack-schemas';

type Placed = Pick<PackFiles, 'outline.geojson' | 'districts.json' | 'city.json'>;

/** Rings that are not closed, and points outside the outline, which also reveals swapped coordinates. */
export function findOutlineIssues(files: Placed): PackIssue[] {
  const outline = files['outline.geojson'];
  const open = openRings(outline, { file: 'outline.geojson', path: [] });
  return open.length > 0 ? open : [...strayDistricts(files), ...strayCentre(files)];
}

/** Rings of an area whose last position is not their first. */
export function openRings(area: Outline, of: Pick<PackIssue, 'file' | 'path'>): PackIssue[] {
  const placed =
    area.type === 'Polygon'
      ? area.coordinates.map((ring, at) => ({ ring, path: ['coordinates', at] }))
      : area.coordinates.flatMap((rings, polygon) =>
          rings.map((ring, at) => ({ ring, path: ['coordinates', polygon, at] })),
        );
  return placed
    .filter(({ ring }) => !isClosed(ring))
    .map(({ path }) => ({
      file: of.file,
      path: [...of.path, ...path],
      message: 'is not closed, its last position must be its first',
    }));
}

function isClosed(ring: Position[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

function strayDistricts(files: Placed): PackIssue[] {
  const pack = { outline: files['outline.geojson'] };
  return files['districts.json'].districts.flatMap(({ point }, at) => {
    if (isInsideCity(pack, point)) return [];
    return [
      { file: 'districts.json', path: ['districts', at, 'point'], message: 'lies outside the outline' },
    ];
  });
}

// The middle of a city of islands may well be water, so the centre only has to lie within the outline's extent.
function strayCentre(files: Placed): PackIssue[] {
  if (isInExtent(files['outline.geojson'], files['city.json'].centre)) return [];
  return [{ file: 'city.json', path: ['centre'], message: "lies outside the outline's extent" }];
}

function isInExtent(outline: Outline, { longitude, latitude }: Point): boolean {
  const positions = outline.type === 'Polygon' ? outline.coordinates.flat() : outline.coordinates.flat(2);
  return (
    isWithin(
      longitude,
      positions.map(([east]) => east),
    ) &&
    isWithin(
      latitude,
      positions.map(([, north]) => north),
    )
  );
}

function isWithin(value: number, values: number[]): boolean {
  return value >= Math.min(...values) && value <= Math.max(...values);
}

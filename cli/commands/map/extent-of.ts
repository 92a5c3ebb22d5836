import type { Outline } from '../../../city/city-pack';

/** The smallest box around an area, in the order of a bounding box. */
export function extentOf(area: Outline) {
  const rings = area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
  const [longitudes, latitudes] = [0, 1].map((axis) => rings.flat().map((position) => position[axis] ?? 0));
  const least = (values: number[] = []) => values.reduce((one, other) => Math.min(one, other), Infinity);
  const most = (values: number[] = []) => values.reduce((one, other) => Math.max(one, other), -Infinity);
  return {
    ...{ west: least(longitudes), south: least(latitudes) },
    ...{ east: most(longitudes), north: most(latitudes) },
  };
}

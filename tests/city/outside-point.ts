import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outline, Point } from '../../city/city-pack';
import { kotaJambi } from './pack-folders';

const METERS_OF_A_DEGREE = 111_195;

/** A point this many metres north of the city's northernmost corner, which is the part of it that is nearest. */
export function outside(meters: number): Point {
  const outline = JSON.parse(readFileSync(join(kotaJambi, 'outline.geojson'), 'utf8')) as Outline;
  const corners = outline.type === 'Polygon' ? outline.coordinates.flat() : outline.coordinates.flat(2);
  const [longitude, latitude] = corners.reduce((north, corner) => (corner[1] > north[1] ? corner : north));
  return { longitude, latitude: Number((latitude + meters / METERS_OF_A_DEGREE).toFixed(7)) };
}

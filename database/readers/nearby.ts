import type { Database } from '../connection';
import { OPEN } from '../status-lists';
import type { ComplaintRecord } from './complaint-record';
import { readComplaints } from './read-complaints';

export interface NearbyInput {
  /** WGS84, decimal degrees. */
  point: { latitude: number; longitude: number };
  category: string;
  withinMeters: number;
}

const METERS_PER_DEGREE = 111_195;
const EARTH_RADIUS_METERS = 6_371_009;
const MOST = 20;

/**
 * Open complaints of one category around a point, nearest first. Never confidential ones, nor those whose place is
 * only their district.
 */
export function readNearby(
  db: Database,
  { point, category, withinMeters }: NearbyInput,
): Promise<ComplaintRecord[]> {
  const { latitude, longitude } = point;
  const height = withinMeters / METERS_PER_DEGREE;
  // Near a pole every longitude is near.
  const width = Math.min(360, height / Math.max(Math.cos((latitude * Math.PI) / 180), 1e-6));
  const distance = `2 * ${EARTH_RADIUS_METERS} * asin(sqrt(least(1, sin(radians(c.latitude - $2) / 2) ^ 2
    + cos(radians($2)) * cos(radians(c.latitude)) * sin(radians(c.longitude - $3) / 2) ^ 2)))`;
  return readComplaints(db, {
    rest: `WHERE c.category = $1
      AND c.status IN ${OPEN}
      AND c.latitude BETWEEN $2::float8 - $4::float8 AND $2::float8 + $4::float8
      AND c.longitude BETWEEN $3::float8 - $5::float8 AND $3::float8 + $5::float8
      AND NOT c.confidential AND NOT c.approximate
      AND ${distance} <= $6
      ORDER BY ${distance}, c.id LIMIT ${MOST}`,
    bind: [category, latitude, longitude, height, width, withinMeters],
  });
}

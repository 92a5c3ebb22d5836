import type { Conditions } from './conditions';

export interface Around {
  /** WGS84, decimal degrees. */
  point: { latitude: number; longitude: number };
  withinMeters: number;
}

const METERS_PER_DEGREE = 111_195;
const EARTH_RADIUS_METERS = 6_371_009;

/** Adds that a complaint stands within a circle. @returns SQL for its distance from the middle, in metres */
export function addAround(where: Conditions, { point, withinMeters }: Around): string {
  const { latitude, longitude } = point;
  const height = withinMeters / METERS_PER_DEGREE;
  // Near a pole every longitude is near.
  const width = Math.min(360, height / Math.max(Math.cos((latitude * Math.PI) / 180), 1e-6));
  const degrees = (value: number) => `${where.value(value)}::float8`;
  // A box, which an index can be asked for, and within it the circle.
  where.add(`c.latitude BETWEEN ${degrees(latitude - height)} AND ${degrees(latitude + height)}`);
  where.add(`c.longitude BETWEEN ${degrees(longitude - width)} AND ${degrees(longitude + width)}`);
  const [lat, long] = [degrees(latitude), degrees(longitude)];
  const distance = `2 * ${EARTH_RADIUS_METERS} * asin(sqrt(least(1, sin(radians(c.latitude - ${lat}) / 2) ^ 2
    + cos(radians(${lat})) * cos(radians(c.latitude)) * sin(radians(c.longitude - ${long}) / 2) ^ 2)))`;
  where.add(`${distance} <= ${degrees(withinMeters)}`);
  return distance;
}

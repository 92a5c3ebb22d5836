import type { Conditions } from './conditions';

export interface Around {
  /** WGS84, decimal degrees. */
  point: { latitude: number; longitude: number };
  withinMeters: number;
}

const METERS_PER_DEGREE = 111_195;
const EARTH_RADIUS_METERS = 6_371_009;

/**
 * Adds the condition that a complaint lies within a circle. @returns SQL for its distance from the centre, in
 * metres
 */
export function addAround(where: Conditions, around: Around): string {
  // First a box, which can use an index, then the circle within it.
  addBoxAround(where, around);
  const distance = metersFrom(where, around.point, { latitude: 'c.latitude', longitude: 'c.longitude' });
  where.add(`${distance} <= ${where.value(around.withinMeters)}::float8`);
  return distance;
}

/** Adds the condition that a complaint lies within the box around a circle. */
export function addBoxAround(where: Conditions, { point, withinMeters }: Around): void {
  const { latitude, longitude } = point;
  const height = withinMeters / METERS_PER_DEGREE;
  // Near a pole every longitude is close.
  const width = Math.min(360, height / Math.max(Math.cos((latitude * Math.PI) / 180), 1e-6));
  const degrees = (value: number) => `${where.value(value)}::float8`;
  where.add(`c.latitude BETWEEN ${degrees(latitude - height)} AND ${degrees(latitude + height)}`);
  where.add(`c.longitude BETWEEN ${degrees(longitude - width)} AND ${degrees(longitude + width)}`);
}

/** SQL for the distance in metres from a point to a place whose coordinates are SQL expressions. */
export function metersFrom(
  where: Conditions,
  point: Around['point'],
  place: { latitude: string; longitude: string },
): string {
  const [lat, long] = [point.latitude, point.longitude].map((value) => `${where.value(value)}::float8`);
  return `2 * ${EARTH_RADIUS_METERS} * asin(sqrt(least(1, sin(radians(${place.latitude} - ${lat}) / 2) ^ 2
    + cos(radians(${lat})) * cos(radians(${place.latitude})) * sin(radians(${place.longitude} - ${long}) / 2) ^ 2)))`;
}

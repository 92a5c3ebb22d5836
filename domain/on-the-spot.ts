import { MS_PER_HOUR, type Instant } from './instant';

/** What a photo's metadata says about where and when it was taken; null for what is missing. */
export interface Capture {
  takenAt: Instant | null;
  /** WGS84, decimal degrees. */
  point: { latitude: number; longitude: number } | null;
}

export interface OnTheSpotInput {
  capture: Capture;
  /** `approximate`: only the district is known, so nobody can have been at that point. */
  pin: { latitude: number; longitude: number; approximate: boolean };
  receivedAt: Instant;
}

const HOURS_BEFORE_AT_MOST = 24;
const METERS_AWAY_AT_MOST = 500;
/** For phones whose clock is ahead of ours. */
const CLOCK_SKEW_MS = 10 * 60_000;
const METERS_PER_DEGREE = 111_195;

/**
 * Whether a photo was taken on the spot, as the city requires: within 24 hours before the complaint was received
 * and within 500 m of its pin. It adds trust but proves nothing (docs/decisions/0012-on-the-spot.md).
 */
export function isOnTheSpot({ capture: { takenAt, point }, pin, receivedAt }: OnTheSpotInput): boolean {
  if (takenAt === null || point === null || pin.approximate) return false;
  const ageMs = receivedAt - takenAt;
  const isFresh = ageMs >= -CLOCK_SKEW_MS && ageMs <= HOURS_BEFORE_AT_MOST * MS_PER_HOUR;
  return isFresh && metersApart(point, pin) <= METERS_AWAY_AT_MOST;
}

type Point = NonNullable<Capture['point']>;

/** Planar approximation: over half a kilometre it is accurate to the centimetre. */
function metersApart(one: Point, other: Point): number {
  const middle = ((one.latitude + other.latitude) / 2) * (Math.PI / 180);
  const north = one.latitude - other.latitude;
  const east = (one.longitude - other.longitude) * Math.cos(middle);
  return Math.hypot(north, east) * METERS_PER_DEGREE;
}

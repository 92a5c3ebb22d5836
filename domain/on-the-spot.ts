import { MS_PER_HOUR, type Instant } from './instant';

/** What a photo tells of how it came about; null for what it does not tell. */
export interface Capture {
  takenAt: Instant | null;
  /** WGS84, decimal degrees. */
  point: { latitude: number; longitude: number } | null;
}

export interface OnTheSpotInput {
  capture: Capture;
  /** `approximate`: only the district is known, which is no place to be on. */
  pin: { latitude: number; longitude: number; approximate: boolean };
  receivedAt: Instant;
}

const HOURS_BEFORE_AT_MOST = 24;
const METERS_AWAY_AT_MOST = 500;
/** Phones whose clock goes ahead of ours. */
const CLOCK_SKEW_MS = 10 * 60_000;
const METERS_PER_DEGREE = 111_195;

/**
 * Whether a photo was taken on the spot, as the city asks for it: within 24 hours before the complaint was received and
 * within 500 m of its pin. A mark of trust and no proof (docs/decisions/0012-on-the-spot.md).
 */
export function isOnTheSpot({ capture: { takenAt, point }, pin, receivedAt }: OnTheSpotInput): boolean {
  if (takenAt === null || point === null || pin.approximate) return false;
  const ageMs = receivedAt - takenAt;
  const isFresh = ageMs >= -CLOCK_SKEW_MS && ageMs <= HOURS_BEFORE_AT_MOST * MS_PER_HOUR;
  return isFresh && metersApart(point, pin) <= METERS_AWAY_AT_MOST;
}

type Point = NonNullable<Capture['point']>;

/** On a plane: over half a kilometre that is right to the centimetre. */
function metersApart(one: Point, other: Point): number {
  const middle = ((one.latitude + other.latitude) / 2) * (Math.PI / 180);
  const north = one.latitude - other.latitude;
  const east = (one.longitude - other.longitude) * Math.cos(middle);
  return Math.hypot(north, east) * METERS_PER_DEGREE;
}

import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { CityPack, Outline, Point, Position } from './city-pack';

const earthRadiusMetres = 6_371_008.8;

/** Whether a point lies in the city; its border is part of it. */
export function isInsideCity(pack: Pick<CityPack, 'outline'>, point: Point): boolean {
  return isInsideArea(pack.outline, point);
}

/** Whether a point lies in an area; its border is part of it. */
export function isInsideArea(area: Outline, point: Point): boolean {
  return booleanPointInPolygon([point.longitude, point.latitude], area);
}

/**
 * Whether the city serves a complaint at this point: inside, or no farther out than the error of phones and of a
 * simplified outline.
 */
export function isServed(pack: Pick<CityPack, 'outline' | 'outlineToleranceMeters'>, point: Point): boolean {
  return metersOutside(pack, point) <= pack.outlineToleranceMeters;
}

/** Metres from a point to the nearest border of the city; 0 inside. */
export function metersOutside(pack: Pick<CityPack, 'outline'>, point: Point): number {
  return metersOutsideArea(pack.outline, point);
}

/**
 * Metres from a point to the nearest border of an area; 0 inside. Areas across the 180th meridian are not supported.
 */
export function metersOutsideArea(area: Outline, point: Point): number {
  if (isInsideArea(area, point)) return 0;
  return Math.min(...edgesOf(area).map((edge) => metersBetween(point, nearestOn(edge, point))));
}

/** Metres along the great circle (haversine on a sphere; up to 0.5 % off the ellipsoid). */
export function metersBetween(from: Point, to: Point): number {
  const [fromLatitude, toLatitude] = [radians(from.latitude), radians(to.latitude)];
  const chord =
    Math.sin((toLatitude - fromLatitude) / 2) ** 2 +
    Math.cos(fromLatitude) * Math.cos(toLatitude) * Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(chord)));
}

type Edge = [start: Position, end: Position];

function edgesOf(outline: Outline): Edge[] {
  const rings = outline.type === 'Polygon' ? outline.coordinates : outline.coordinates.flat();
  return rings.flatMap((ring) => ring.slice(1).map((end, before): Edge => [ring[before] ?? end, end]));
}

function nearestOn([start, end]: Edge, point: Point): Point {
  // Degrees of longitude shrink towards the poles; scaled by the edge's latitude, plane geometry is accurate
  // enough here.
  const scale = Math.cos(radians(start[1]));
  const [alongX, alongY] = [(end[0] - start[0]) * scale, end[1] - start[1]];
  const [toX, toY] = [(point.longitude - start[0]) * scale, point.latitude - start[1]];
  const lengthSquared = alongX ** 2 + alongY ** 2;
  const share = lengthSquared === 0 ? 0 : clamp((toX * alongX + toY * alongY) / lengthSquared);
  return {
    longitude: start[0] + share * (end[0] - start[0]),
    latitude: start[1] + share * (end[1] - start[1]),
  };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

import type { Around } from '../../database/readers/around-point';
import { malformed } from '../http/problem';
import { degreesParameter } from './location-of';
import type { Parameters } from './parameters';

const METERS_AT_MOST = 50_000;

/**
 * A circle around `lat` and `long`; undefined if none of its parameters was sent.
 * @throws Problem `malformed`
 */
export function aroundOf(parameters: Parameters): Around | undefined {
  const [latitude, longitude] = [degreesParameter(parameters, 'lat'), degreesParameter(parameters, 'long')];
  const radius = parameters.one('radius')?.trim();
  if (latitude === undefined && longitude === undefined && radius === undefined) return undefined;
  if (latitude === undefined || longitude === undefined || radius === undefined)
    throw malformed('lat, long and radius go together.');
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    throw malformed('lat and long must be in decimal degrees (WGS84).');
  const withinMeters = /^\d{1,6}(\.\d{1,3})?$/.test(radius) ? Number(radius) : 0;
  if (withinMeters <= 0 || withinMeters > METERS_AT_MOST)
    throw malformed(`radius must be in metres, at most ${METERS_AT_MOST}.`);
  return { point: { latitude, longitude }, withinMeters };
}

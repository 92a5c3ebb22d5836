import type { CityPack } from '../../city/city-pack';
import { everyOf, successorOf } from '../../city/directory';
import { foldLine } from '../../domain/human-text';
import { malformed } from '../http/problem';
import type { Parameters } from './parameters';

type Districts = Pick<CityPack, 'agencies' | 'categories' | 'districts' | 'retired'>;

/**
 * A place in the form that a filing has.
 * @throws Problem `malformed`
 */
export function locationOf(parameters: Parameters, city: Districts) {
  const [latitude, longitude] = [degreesParameter(parameters, 'lat'), degreesParameter(parameters, 'long')];
  const address = parameters.one('address_string');
  if (latitude !== undefined && longitude !== undefined) {
    return { latitude, longitude, ...(address === undefined ? {} : { address }) };
  }
  if (latitude !== undefined || longitude !== undefined) throw malformed('lat and long go together.');
  if (address !== undefined) return { district: districtIn(address, city), address };
  if (parameters.one('address_id') !== undefined) {
    throw malformed('There are no address_ids here: send lat and long, or address_string.');
  }
  throw malformed('A location was not provided: send lat and long, or address_string.');
}

/** @throws Problem `malformed` */
export function degreesParameter(parameters: Parameters, name: string): number | undefined {
  const value = parameters.one(name)?.trim();
  if (value === undefined) return undefined;
  if (!/^[+-]?\d{1,3}(\.\d{1,20})?$/.test(value))
    throw malformed(`${name} must be in decimal degrees (WGS84).`);
  return Number(value);
}

/**
 * Addresses go from specific to general, so of several districts the last one is meant. People keep naming retired
 * districts: then the successor counts.
 */
function districtIn(address: string, city: Districts): string {
  const text = wordsOf(address);
  const found = everyOf(city, 'districts')
    .map(({ code, name }) => ({ code, at: text.lastIndexOf(wordsOf(name)) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => other.at - one.at)
    .map(({ code }) => (isInUse(city, code) ? code : successorOf(city, 'districts', code)))
    .find((code) => code !== null);
  if (found !== undefined) return found;
  const names = city.districts.map(({ name }) => name).join(', ');
  throw malformed(`address_string names no district: ${names}. Or send lat and long.`);
}

function isInUse({ districts }: Districts, wanted: string): boolean {
  return districts.some(({ code }) => code === wanted);
}

/** Lower-case words, each with one space around it, whatever separated them. */
function wordsOf(text: string): string {
  const words = foldLine(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u);
  return ` ${words.filter((word) => word !== '').join(' ')} `;
}

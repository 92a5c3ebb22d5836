import type { District } from '../../city/city-pack';
import { malformed } from '../http/problem';
import type { Parameters } from './parameters';

/** A place as a filing names it. @throws Problem `malformed` */
export function locationOf(parameters: Parameters, districts: readonly District[]) {
  const [latitude, longitude] = [degreesParameter(parameters, 'lat'), degreesParameter(parameters, 'long')];
  const address = parameters.one('address_string');
  if (latitude !== undefined && longitude !== undefined) {
    return { latitude, longitude, ...(address === undefined ? {} : { address }) };
  }
  if (latitude !== undefined || longitude !== undefined) throw malformed('lat and long go together.');
  if (address !== undefined) return { district: districtIn(address, districts), address };
  if (parameters.one('address_id') !== undefined) {
    throw malformed('There are no address_ids here: send lat and long, or address_string.');
  }
  throw malformed('A location was not provided: send lat and long, or address_string.');
}

/** @throws Problem `malformed` */
export function degreesParameter(parameters: Parameters, name: string): number | undefined {
  const value = parameters.one(name)?.trim();
  if (value === undefined) return undefined;
  if (!/^[+-]?\d{1,3}(\.\d{1,20})?$/.test(value)) throw malformed(`${name} is in decimal degrees (WGS84).`);
  return Number(value);
}

/** Addresses go from the most specific to the most general, so of several districts the last one is meant. */
function districtIn(address: string, districts: readonly District[]): string {
  const text = address.toLowerCase();
  const found = districts
    .map(({ code, name }) => ({ code, at: lastWordsAt(text, name.toLowerCase()) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => other.at - one.at);
  if (found[0]) return found[0].code;
  const names = districts.map(({ name }) => name).join(', ');
  throw malformed(`address_string names no district: ${names}. Or send lat and long.`);
}

function lastWordsAt(text: string, words: string): number {
  for (let at = text.lastIndexOf(words); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(words, at - 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + words.length] ?? ' '}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return at;
  }
  return -1;
}

import type { Instant } from '../../domain/instant';
import { malformed } from '../http/problem';
import type { Parameters } from './parameters';

const DAY_MS = 24 * 3_600_000;
const SPAN_DAYS = 90;
const SPAN_MS = SPAN_DAYS * DAY_MS;

/** The profile of ISO 8601 that the specification names (W3C NOTE-datetime), with a time and its zone. */
const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/i;

/** @throws Problem `malformed` if it is not an instant with a zone */
export function instantParameter(parameters: Parameters, name: string): Instant | undefined {
  // A plus that was not escaped arrives as a space.
  const value = parameters
    .one(name)
    ?.trim()
    .replace(/ (?=\d\d:?\d\d$)/, '+');
  if (value === undefined) return undefined;
  const [whole, year, month, day] = INSTANT.exec(value) ?? [];
  const at = whole === undefined ? NaN : Date.parse(value.toUpperCase());
  if (Number.isNaN(at) || !isDay(Number(year), Number(month), Number(day))) {
    throw malformed(`${name} must be an instant with its zone, such as 2026-11-24T07:05:00Z.`);
  }
  return at;
}

/** Date.parse turns the 31st of February into the 3rd of March. */
function isDay(year: number, month: number, day: number): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

export interface Span {
  from: Instant;
  to: Instant;
}

/**
 * The span between two parameters, by default `start_date` and `end_date`. With only one of them, 90 days from
 * there; with neither, the last 90 days.
 * @throws Problem `malformed` if it is longer, or ends before it begins
 */
export function spanOf(
  parameters: Parameters,
  now: Instant,
  [startName, endName] = ['start_date', 'end_date'],
): Span {
  const start = instantParameter(parameters, startName);
  const end = instantParameter(parameters, endName);
  // A day more, since a client's clock may run ahead of ours.
  const to = end ?? (start === undefined ? now + DAY_MS : start + SPAN_MS);
  const from = start ?? (end === undefined ? now - SPAN_MS : end - SPAN_MS);
  if (from > to) throw malformed(`${startName} comes after ${endName}.`);
  if (start !== undefined && to - from > SPAN_MS) {
    throw malformed(`${startName} and ${endName} must be at most ${SPAN_DAYS} days apart.`);
  }
  return { from, to };
}

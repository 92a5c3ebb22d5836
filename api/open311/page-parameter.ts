import { malformed } from '../http/problem';
import type { Parameters } from './parameters';

/** The maximum that the specification allows in one response. */
export const PAGE_AT_MOST = 1000;
const PAGES_AT_MOST = 10_000;

/** @throws Problem `malformed` */
export function pageOf(parameters: Parameters): { limit: number; offset: number } {
  const limit = numberOf(parameters, 'page_size', { fallback: PAGE_AT_MOST, most: PAGE_AT_MOST });
  const page = numberOf(parameters, 'page', { fallback: 1, most: PAGES_AT_MOST });
  return { limit, offset: (page - 1) * limit };
}

function numberOf(
  parameters: Parameters,
  name: string,
  { fallback, most }: { fallback: number; most: number },
): number {
  const value = parameters.one(name);
  if (value === undefined) return fallback;
  const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > most) throw malformed(`${name} must be a number from 1 to ${most}.`);
  return number;
}

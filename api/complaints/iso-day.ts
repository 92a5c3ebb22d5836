import type { Instant } from '../../domain/instant';
import { localDay } from '../../domain/local-day';
import { startOfLocalDay } from '../statistics/calendar';

const MINUTE_MS = 60_000;

/**
 * Midnight of an instant's day in a time zone, RFC 3339: `2026-11-30T00:00:00+07:00`. Reveals nothing of its hour.
 */
export function isoDay(at: Instant, timeZone: string): string {
  const day = localDay(at, timeZone);
  const midnight = `${day}T00:00:00`;
  const offset = (Date.parse(`${midnight}Z`) - startOfLocalDay(day, timeZone)) / MINUTE_MS;
  return `${midnight}${offset < 0 ? '-' : '+'}${clock(Math.abs(offset))}`;
}

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

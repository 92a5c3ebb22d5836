import type { TimeFormat } from './time-format';

/** `40 m`, `1,2 km`. @param meters at least 0 */
export function distance(meters: number, { number }: Pick<TimeFormat, 'number'>): string {
  return meters < 1000 ? `${number(Math.max(1, Math.round(meters)))} m` : `${number(meters / 1000)} km`;
}

import type { Capture } from '../domain/on-the-spot';

/**
 * Where the photo was taken. Null for coordinates out of range, and for 0/0, which phones write when they do not
 * know.
 */
export function capturePoint({ latitude, longitude }: Record<string, unknown>): Capture['point'] {
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) return null;
  return latitude === 0 && longitude === 0 ? null : { latitude, longitude };
}

function isWithin(degrees: unknown, limit: number): degrees is number {
  return typeof degrees === 'number' && Number.isFinite(degrees) && Math.abs(degrees) <= limit;
}

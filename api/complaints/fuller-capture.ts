import type { Capture } from '../../domain/on-the-spot';
import type { GivenCapture } from './filing-schemas';

/** What a photo's own file says, completed by what the sender read from it before shrinking it. */
export function fullerCapture(own: Capture, given: GivenCapture | null | undefined): Capture {
  if (!given) return own;
  const { takenAt, latitude, longitude } = given;
  return {
    takenAt: own.takenAt ?? (takenAt === undefined ? null : Date.parse(takenAt)),
    point: own.point ?? (latitude === undefined || longitude === undefined ? null : { latitude, longitude }),
  };
}

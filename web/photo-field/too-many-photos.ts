import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { Speech } from '../speech';

/** @param count how many have to go first */
export function tooManyPhotos(count: number, { speech: { say, time } }: { speech: Speech }): string {
  return say('filing.errors.photosTooMany', { max: time.number(PHOTOS_AT_MOST), count: time.number(count) });
}

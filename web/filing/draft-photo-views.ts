import type { DraftPhoto } from '../../database/stores/draft-record';
import type { Speech } from '../speech';

/** As large as thumbnails are; the browser keeps the place for them. */
const THUMBNAIL_SIDE = 320;

export function draftPhotoViews(photos: readonly DraftPhoto[], { say }: Speech) {
  return photos.map(({ id, width, height }, index) => {
    const number = String(index + 1);
    const scale = THUMBNAIL_SIDE / Math.max(width, height, THUMBNAIL_SIDE);
    return {
      id,
      url: `/file/photos/${id}`,
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
      alt: say('filing.what.photo', { number }),
      remove: say('filing.what.removePhoto', { number }),
    };
  });
}

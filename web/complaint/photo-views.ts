import type { PhotoView } from '../../api/complaints/complaint-schemas';
import type { PhotoToken } from '../links/photo-token';

export interface PagePhoto {
  full: string;
  thumbnail: string;
  width: number;
  height: number;
  alt: string;
}

// The largest width at which thumbnails are shown; with it the browser reserves their space.
const THUMBNAIL_WIDTH = 320;

/** Photos by path, so that they load on any host name; with a token where one is needed. */
export function photoViews(
  photos: readonly PhotoView[],
  { photoToken, alt }: { photoToken: PhotoToken | null; alt: (number: string) => string },
): PagePhoto[] {
  const queryOf = (id: string) => (photoToken === null ? '' : `?t=${encodeURIComponent(photoToken(id))}`);
  return photos.map(({ id, width, height }, index) => ({
    full: `/api/v1/photos/${id}/full${queryOf(id)}`,
    thumbnail: `/api/v1/photos/${id}/thumbnail${queryOf(id)}`,
    width: THUMBNAIL_WIDTH,
    height: Math.max(1, Math.round((THUMBNAIL_WIDTH * height) / width)),
    alt: alt(String(index + 1)),
  }));
}

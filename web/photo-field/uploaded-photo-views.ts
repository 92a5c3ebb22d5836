import type { DraftPhoto } from '../../database/stores/draft-record';
import type { Locale } from '../../locale/locale';

/** The largest side of thumbnails; with the size the browser reserves their space. */
const THUMBNAIL_SIDE = 320;

export interface UploadedPhotoView {
  id: string;
  url: string;
  width: number;
  height: number;
  alt: string;
  remove: string;
  removeUrl: string;
}

export interface PhotoUrls {
  /** Address of the thumbnail. */
  url: string;
  removeUrl: string;
}

/** Photos that were uploaded for a form that is not sent yet. */
export function uploadedPhotoViews(
  photos: readonly DraftPhoto[],
  { locale: { t }, urlsOf }: { locale: Locale; urlsOf: (id: string) => PhotoUrls },
): UploadedPhotoView[] {
  return photos.map(({ id, width, height }, index) => {
    const number = String(index + 1);
    const scale = THUMBNAIL_SIDE / Math.max(width, height, THUMBNAIL_SIDE);
    return {
      id,
      ...urlsOf(id),
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
      alt: t('web.photoField.photo', { number }),
      remove: t('web.photoField.removePhoto', { number }),
    };
  });
}

import { PHOTO_BYTES_AT_MOST, PHOTO_MEGAPIXELS_AT_MOST, PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { Locale } from '../../locale/locale';

const MEGABYTE = 1024 * 1024;

interface RefusedPhoto {
  /** The API's code for the error. */
  rule: string;
  /** Null when it is not known which file it is. */
  fileName: string | null;
}

/** Why a photo was refused, in the words of the page. */
export function photoError({ rule, fileName }: RefusedPhoto, { t, time }: Locale): string {
  const name = fileName === null ? t('web.errors.onePhoto') : t('web.errors.namedPhoto', { name: fileName });
  switch (rule) {
    case 'too_many_photos':
      return t('web.errors.photosTooMany', { max: time.number(PHOTOS_AT_MOST) });
    case 'photo_kind':
      return t('web.errors.photoKind', { name });
    case 'photo_too_big':
      return t('web.errors.photoTooBig', { name, max: time.number(PHOTO_BYTES_AT_MOST / MEGABYTE) });
    case 'photo_too_many_pixels':
      return t('web.errors.photoTooLarge', { name, max: time.number(PHOTO_MEGAPIXELS_AT_MOST) });
    case 'photos_gone':
      return t('web.errors.photosGone');
    default:
      return t('web.errors.photoBroken', { name });
  }
}

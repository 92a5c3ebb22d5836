import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { Locale } from '../../locale/locale';

/** @param count how many must be removed first */
export function tooManyPhotos(count: number, { locale: { t, time } }: { locale: Locale }): string {
  return t('filing.errors.photosTooMany', { max: time.number(PHOTOS_AT_MOST), count: time.number(count) });
}

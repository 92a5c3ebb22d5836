import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { Locale } from '../locale';
import type { UploadedPhotoView } from './uploaded-photo-views';

/** The one field for photos, as the template `photo-field` draws it and the script `photos/photo-field.js` runs it. */
export interface PhotoField {
  /** Of the section; what belongs to it is named after it. */
  id: string;
  /** Of the input itself. */
  input: string;
  label: string;
  hint: string;
  errors: readonly string[];
  /** Whether a turn can be taken, where the network is crowded and no script works instead. */
  mayWait: boolean;
  /** Those that were uploaded before. */
  photos: readonly UploadedPhotoView[];
  most: string;
  /** Where a photo is sent as soon as it is chosen. */
  upload: string;
  /** What names the uploads when the form is sent; empty while there are none, or where a cookie names them. */
  uploads: string;
  /** What the form names as its own when it is sent; the script keeps it as the list is. */
  ids: string;
  /** Whether the script removes a photo by itself; else its button sends the form, which works without one, too. */
  inPage: boolean;
  newPhoto: string;
  removeNewPhoto: string;
  say: Record<'uploading' | 'failed' | 'tooMany' | 'bytes' | 'notRemoved', string>;
}

/** What a page loads that has the field. */
export const PHOTO_FIELD_ASSETS = {
  styles: ['photos/photo-field.css'],
  scripts: ['photos/photo-field.js'],
} as const;

type Given = Omit<PhotoField, 'most' | 'ids' | 'newPhoto' | 'removeNewPhoto' | 'say'>;

export function photoField(given: Given, { t, time }: Locale): PhotoField {
  const max = time.number(PHOTOS_AT_MOST);
  return {
    ...given,
    most: String(PHOTOS_AT_MOST),
    ids: given.photos.map(({ id }) => id).join(' '),
    newPhoto: t('web.photoField.newPhoto'),
    removeNewPhoto: t('web.photoField.removeNewPhoto'),
    // Numbers and names only the script knows.
    say: {
      uploading: t('web.photoField.uploading', { n: '{n}', total: '{total}' }),
      failed: t('web.photoField.failed', { name: '{name}' }),
      tooMany: t('filing.errors.photosTooMany', { max, count: '{n}' }),
      bytes: t('web.photoField.bytes', { sent: '{sent}', total: '{total}' }),
      notRemoved: t('web.photoField.notRemoved'),
    },
  };
}

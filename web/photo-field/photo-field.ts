import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { Locale } from '../../locale/locale';
import type { UploadedPhotoView } from './uploaded-photo-views';

/** The common field for photos, drawn by the template `photo-field`, run by `photos/photo-field.js`. */
export interface PhotoField {
  /** Id of the section; ids of its elements derive from it. */
  id: string;
  /** Id of the input itself. */
  input: string;
  label: string;
  hint: string;
  errors: readonly string[];
  /** Whether people can wait for a turn, if their network is crowded and no script does the work. */
  mayWait: boolean;
  /** Photos that were uploaded before. */
  photos: readonly UploadedPhotoView[];
  most: string;
  /** Address to which a photo is sent as soon as it is chosen. */
  upload: string;
  /** The token that names the uploads in the form; empty while there are none, or where a cookie names them. */
  uploads: string;
  /** Ids of the photos that belong to the form when it is sent; the script keeps them in line with the list. */
  ids: string;
  /** Whether the script removes a photo by itself; else the button sends the form, as without script. */
  inPage: boolean;
  newPhoto: string;
  removeNewPhoto: string;
  say: Record<'uploading' | 'failed' | 'tooMany' | 'bytes' | 'notRemoved', string>;
}

/** What a page with this field has to load. */
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
    // Only the script knows these numbers and names.
    say: {
      uploading: t('web.photoField.uploading', { n: '{n}', total: '{total}' }),
      failed: t('web.photoField.failed', { name: '{name}' }),
      tooMany: t('filing.errors.photosTooMany', { max, count: '{n}' }),
      bytes: t('web.photoField.bytes', { sent: '{sent}', total: '{total}' }),
      notRemoved: t('web.photoField.notRemoved'),
    },
  };
}

import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { FieldError } from '../forms/field-errors';
import type { DraftRequest } from './draft-request';
import { tooManyPhotos } from '../photo-field/too-many-photos';
import { takePhoto } from '../photo-field/take-photo';

/** Takes the photos sent with the first step itself, as happens without script, and keeps the valid ones. */
export async function photosOfForm(
  filing: DraftRequest,
  { id: draftId, photos }: Pick<DraftRecord, 'id' | 'photos'>,
): Promise<FieldError[]> {
  const { files, refusedFiles } = filing.request;
  if (refusedFiles) throw refusedFiles;
  const free = Math.max(0, PHOTOS_AT_MOST - photos.length);
  const errors: FieldError[] = [];
  const refuse = (error: string, mayWait = false) => void errors.push({ field: 'photos', error, mayWait });
  for (const { name, data } of files.slice(0, free)) {
    const taken = await takePhoto(filing, { draftId, incoming: { name, data, complete: (own) => own } });
    if ('refused' in taken) refuse(taken.refused, taken.challenge !== undefined);
  }
  if (files.length > free) refuse(tooManyPhotos(files.length - free, filing));
  return errors;
}

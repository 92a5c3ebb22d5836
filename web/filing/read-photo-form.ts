import type { Request, Response } from 'express';
import multer from 'multer';
import { TEXT_AS_BYTES } from '../../api/http/part-text';
import { PHOTO_BYTES_AT_MOST, PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import { uploadStorage } from '../../api/http/upload-storage';
import { FIELDS_BESIDE_PHOTOS, readForm, readParts, type PostedForm } from '../http/read-form';

/** More or larger files than this are no photos of a complaint. */
const FILES_AT_MOST = 30;
const FILE_BYTES_AT_MOST = 64 * 1024 * 1024;

/**
 * Reads the form of the first step, in which photos come before other fields. A photo that is too large must not
 * lose those: only its first bytes are kept, enough for the photo check to see that it is too large, and the rest
 * is dropped. Of more photos than a complaint may have, only the names are kept.
 * @throws Problem `malformed`, `too_large`, `unsupported_media_type`
 */
export async function readPhotoForm(request: Request, response: Response): Promise<PostedForm> {
  if (!request.is('multipart/form-data')) return readForm(request, response);
  let begun = 0;
  const bytesToKeep = () => (begun++ < PHOTOS_AT_MOST ? PHOTO_BYTES_AT_MOST + 1 : 0);
  const parse = multer({
    storage: uploadStorage({ bytesToKeep }),
    ...TEXT_AS_BYTES,
    limits: {
      fileSize: FILE_BYTES_AT_MOST,
      files: FILES_AT_MOST,
      ...FIELDS_BESIDE_PHOTOS,
      fieldNameSize: 40,
      headerPairs: 20,
    },
  }).array('photos', FILES_AT_MOST);
  return readParts(parse, request, response);
}

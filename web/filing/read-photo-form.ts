import type { Request, Response } from 'express';
import multer from 'multer';
import { malformed } from '../../api/http/problem';
import { PHOTO_BYTES_AT_MOST, PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import { formOf, readForm, uploadedFile, type PostedForm } from '../http/read-form';

/** Beyond these nobody chose photos of a complaint. */
const FILES_AT_MOST = 30;
const FILE_BYTES_AT_MOST = 64 * 1024 * 1024;

/**
 * The first step, whose photos stand before other fields. One that is too large must not cost those: its first bytes
 * are kept, enough for the photo room to see that there are too many, and the rest is let go. Of more photos than a
 * complaint has, the names are kept.
 * @throws Problem `malformed`, `too_large`, `unsupported_media_type`
 */
export async function readPhotoForm(request: Request, response: Response): Promise<PostedForm> {
  if (!request.is('multipart/form-data')) return readForm(request, response);
  const parse = multer({
    storage: storageOf(PHOTOS_AT_MOST),
    limits: {
      fileSize: FILE_BYTES_AT_MOST,
      files: FILES_AT_MOST,
      fields: 20,
      fieldSize: 128 * 1024,
      fieldNameSize: 40,
      headerPairs: 20,
    },
  }).array('photos', FILES_AT_MOST);
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error: unknown) =>
      error ? reject(malformed('The form cannot be parsed.', error)) : resolve(),
    );
  });
  const files = Array.isArray(request.files) ? request.files : [];
  return { form: formOf(request.body), files: files.map(uploadedFile), refusedFiles: null };
}

/** Keeps the beginning of the first files, in memory. */
function storageOf(most: number): multer.StorageEngine {
  let begun = 0;
  return {
    _handleFile(_request, file, done) {
      begun += 1;
      const room = begun > most ? 0 : PHOTO_BYTES_AT_MOST + 1;
      const kept: Buffer[] = [];
      let size = 0;
      file.stream.on('data', (chunk: Buffer) => {
        if (size < room) kept.push(chunk.subarray(0, room - size));
        size += chunk.length;
      });
      file.stream.on('error', done);
      file.stream.on('end', () => done(null, { buffer: Buffer.concat(kept), size }));
    },
    _removeFile: (_request, _file, done) => done(null),
  };
}

import type { Request, Response } from 'express';
import multer from 'multer';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { invalid, malformed, Problem } from './problem';
import { JSON_BYTES_AT_MOST, parseJson } from './read-json';
import { takeUp, uploadProblem, uploadStorage } from './upload-storage';

export const PHOTOS_AT_MOST = 5;
export const PHOTO_BYTES_AT_MOST = 10 * 1024 * 1024;
export const PHOTO_MEGAPIXELS_AT_MOST = PHOTO_LIMITS.pixelsAtMost / 1e6;

const MEGABYTE = 1024 * 1024;

const upload = multer({
  storage: uploadStorage(),
  limits: {
    fileSize: PHOTO_BYTES_AT_MOST,
    files: PHOTOS_AT_MOST + 1,
    fields: 1,
    parts: PHOTOS_AT_MOST + 1,
    fieldSize: JSON_BYTES_AT_MOST,
    fieldNameSize: 40,
    headerPairs: 20,
  },
  // Browsers send a typed part (`new Blob([json], {type: 'application/json'})`) as a file, curl's `-F data=…` as a field.
}).fields([
  { name: 'photos', maxCount: PHOTOS_AT_MOST },
  { name: 'data', maxCount: 1 },
]);

export interface MultipartBody {
  json: unknown;
  /** What was sent as photos, in order; nobody has looked at it yet. */
  files: Buffer[];
}

/** @throws Problem `malformed`, `too_large`, `photo_refused`, `invalid`, `unavailable` */
export async function readMultipart(request: Request, response: Response): Promise<MultipartBody> {
  await new Promise<void>((resolve, reject) => {
    upload(request, response, (error: unknown) => (error ? reject(asProblem(error)) : resolve()));
  });
  const { photos = [], data = [] } = filesOf(request);
  const files = await takeUp(request, [...data, ...photos]).catch((error: unknown) => {
    throw asProblem(error);
  });
  const bytes = files.map(({ buffer }) => buffer);
  const document = data.length > 0 ? bytes[0] : undefined;
  return { json: parseJson(dataText(request.body, document)), files: bytes.slice(data.length) };
}

function filesOf(request: Request): Partial<Record<string, Express.Multer.File[]>> {
  return Array.isArray(request.files) ? {} : (request.files ?? {});
}

function dataText(fields: unknown, file: Buffer | undefined): string {
  const named = Object.entries(fields ?? {});
  const unknown = named.filter(([name]) => name !== 'data');
  if (unknown.length > 0)
    throw invalid(unknown.map(([name]) => ({ rule: 'unknown', detail: `The part “${name}” is not known.` })));
  const field: unknown = named[0]?.[1];
  if (file && file.length > JSON_BYTES_AT_MOST) throw tooLarge('The part “data” is too large.');
  const text = file ? decode(file) : field;
  if (typeof text !== 'string') throw malformed('The multipart body has no JSON part “data”.');
  // The form parser has already replaced what was no UTF-8, so a replacement character is taken as its trace.
  if (text.includes('\uFFFD')) throw malformed('The part “data” is not UTF-8.');
  return text;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed('The part “data” is not UTF-8.', cause);
  }
}

function asProblem(error: unknown): Problem {
  const notTaken = uploadProblem(error);
  if (notTaken) return notTaken;
  // The sender's bytes, as a rule; a disk of ours that fails looks the same here.
  if (!(error instanceof multer.MulterError)) return malformed('The multipart body cannot be parsed.', error);
  switch (error.code) {
    case 'LIMIT_FILE_SIZE':
      return new Problem({
        code: 'photo_refused',
        detail: `A photo is larger than ${PHOTO_BYTES_AT_MOST / MEGABYTE} MB.`,
        errors: [{ pointer: '#/photos', rule: 'photo_too_big', detail: 'One of the photos is too large.' }],
      });
    case 'LIMIT_FILE_COUNT':
      return tooManyPhotos();
    case 'LIMIT_UNEXPECTED_FILE':
      return error.field === 'photos' ? tooManyPhotos() : unknownPart();
    case 'LIMIT_FIELD_VALUE':
      return tooLarge('The part “data” is too large.');
    case 'LIMIT_PART_COUNT':
    case 'LIMIT_FIELD_COUNT':
    case 'LIMIT_FIELD_KEY':
    default:
      return malformed('A multipart body has one part “data” and files “photos”, nothing else.', error);
  }
}

function tooManyPhotos(): Problem {
  const detail = `At most ${PHOTOS_AT_MOST} photos are taken.`;
  return new Problem({
    code: 'photo_refused',
    detail,
    errors: [{ pointer: '#/photos', rule: 'too_many_photos', detail }],
  });
}

function unknownPart(): Problem {
  return invalid([{ rule: 'unknown', detail: 'Files are sent as “photos”.' }]);
}

function tooLarge(detail: string): Problem {
  return new Problem({ code: 'too_large', detail });
}

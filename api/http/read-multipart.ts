import type { Request, Response } from 'express';
import multer from 'multer';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { partText, TEXT_AS_BYTES } from './part-text';
import { invalid, malformed, Problem } from './problem';
import { JSON_BYTES_AT_MOST, parseJson } from './read-json';
import { receiveParts } from './receive-parts';
import { takeUp, uploadStorage } from './upload-storage';

export const PHOTOS_AT_MOST = PHOTO_LIMITS.photosAtMost;
export const PHOTO_BYTES_AT_MOST = PHOTO_LIMITS.bytesAtMost;
export const PHOTO_MEGAPIXELS_AT_MOST = PHOTO_LIMITS.pixelsAtMost / 1e6;

const upload = multer({
  storage: uploadStorage(),
  ...TEXT_AS_BYTES,
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

/** @throws Problem `malformed`, `too_large`, `photo_refused`, `invalid`, `unavailable`; UploadsBusy, SpoolUnavailable */
export async function readMultipart(request: Request, response: Response): Promise<MultipartBody> {
  await receiveParts(upload, request, response);
  const { photos = [], data = [] } = filesOf(request);
  const files = await takeUp(request, [...data, ...photos]);
  const bytes = files.map(({ buffer }) => buffer);
  const document = data.length > 0 ? bytes[0] : undefined;
  return { json: parseJson(dataText(request, document)), files: bytes.slice(data.length) };
}

function filesOf(request: Request): Partial<Record<string, Express.Multer.File[]>> {
  return Array.isArray(request.files) ? {} : (request.files ?? {});
}

function dataText(request: Request, file: Buffer | undefined): string {
  const named = Object.entries(Object(request.body));
  const unknown = named.filter(([name]) => name !== 'data');
  if (unknown.length > 0)
    throw invalid(unknown.map(([name]) => ({ rule: 'unknown', detail: `The part “${name}” is not known.` })));
  const field: unknown = named[0]?.[1];
  if (file && file.length > JSON_BYTES_AT_MOST) throw tooLarge('The part “data” is too large.');
  if (file) return decode(file);
  if (typeof field !== 'string') throw malformed('The multipart body has no JSON part “data”.');
  return partText(request, field);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed('The part “data” is not UTF-8.', cause);
  }
}

function tooLarge(detail: string): Problem {
  return new Problem({ code: 'too_large', detail });
}

import type { Request, Response } from 'express';
import multer from 'multer';
import { readFile } from 'node:fs/promises';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import type { SpooledFile } from '../../photos/sent-picture';
import { onSpool } from '../../photos/spool-unavailable';
import { partText, TEXT_AS_BYTES } from './part-text';
import { invalid, malformed, Problem } from './problem';
import { JSON_BYTES_AT_MOST, parseJson } from './read-json';
import { receiveParts } from './receive-parts';
import { uploadStorage } from './upload-storage';

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
  /** The photos as sent, in order; not checked yet. */
  files: SpooledFile[];
}

/** @throws Problem `malformed`, `too_large`, `photo_refused`, `invalid`, `unavailable`; SpoolUnavailable */
export async function readMultipart(request: Request, response: Response): Promise<MultipartBody> {
  await receiveParts(upload, request, response);
  const { photos = [], data: [document] = [] } = filesOf(request);
  return { json: parseJson(await dataText(request, document)), files: photos };
}

function filesOf(request: Request): Partial<Record<string, Express.Multer.File[]>> {
  return Array.isArray(request.files) ? {} : (request.files ?? {});
}

async function dataText(request: Request, file: SpooledFile | undefined): Promise<string> {
  const named = Object.entries(Object(request.body));
  const unknown = named.filter(([name]) => name !== 'data');
  if (unknown.length > 0)
    throw invalid(unknown.map(([name]) => ({ rule: 'unknown', detail: `The part “${name}” is not known.` })));
  const field: unknown = named[0]?.[1];
  if (file && field !== undefined) throw malformed('The part “data” is there more than once.');
  if (file && file.size > JSON_BYTES_AT_MOST) throw tooLarge('The part “data” is too large.');
  if (file) return decode(await onSpool(() => readFile(file.path)));
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

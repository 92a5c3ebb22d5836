import type { Request, Response } from 'express';
import multer from 'multer';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import type { SpooledFile } from '../../photos/sent-picture';
import { partText, TEXT_AS_BYTES } from '../http/part-text';
import { malformed, Problem } from '../http/problem';
import { readText } from '../http/read-text';
import { receiveParts } from '../http/receive-parts';
import { uploadStorage } from '../http/upload-storage';
import { parsePairs, type Pair } from './parameters';

export interface PostedForm {
  pairs: Pair[];
  /** Pictures in order; not checked yet. */
  files: SpooledFile[];
}

const upload = multer({
  storage: uploadStorage(),
  ...TEXT_AS_BYTES,
  limits: {
    fileSize: PHOTO_LIMITS.bytesAtMost,
    files: PHOTO_LIMITS.photosAtMost,
    fields: 100,
    parts: 100 + PHOTO_LIMITS.photosAtMost,
    fieldSize: 64 * 1024,
    fieldNameSize: 200,
    headerPairs: 20,
  },
}).any();

/** `media`, as related interfaces call it, or numbered names, which FixMyStreet uses for several. */
const FILE_NAME = /^(media(\[\])?|photo\d{1,2})$/;

/**
 * @throws Problem `malformed`, `too_large`, `unsupported_media_type`, `photo_refused`, `unavailable`
 */
export async function readForm(request: Request, response: Response): Promise<PostedForm> {
  if (request.is('multipart/form-data')) return readMultipart(request, response);
  if (isEmpty(request)) return { pairs: [], files: [] };
  if (!request.is('application/x-www-form-urlencoded')) {
    const detail = 'Send application/x-www-form-urlencoded, or multipart/form-data with a picture.';
    throw new Problem({ code: 'unsupported_media_type', detail });
  }
  return { pairs: parsePairs(await readText(request, response, 'Form')), files: [] };
}

function isEmpty({ headers }: Request): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

async function readMultipart(request: Request, response: Response): Promise<PostedForm> {
  await receiveParts(upload, request, response);
  const files = Array.isArray(request.files) ? request.files : [];
  const stranger = files.find(({ fieldname }) => !FILE_NAME.test(fieldname));
  if (stranger) throw malformed('Pictures are sent as “media”.');
  const pairs = pairsOf('', request.body).map(([name, value]): Pair => [name, partText(request, value)]);
  return { pairs, files };
}

/** The parser turns `attribute[code]` into objects; this restores the names. */
function pairsOf(name: string, value: unknown): Pair[] {
  if (typeof value === 'string') return [[name, value]];
  if (Array.isArray(value)) return value.flatMap((each) => pairsOf(name, each));
  return Object.entries((value ?? {}) as object).flatMap(([key, inner]) =>
    pairsOf(name === '' ? key : `${name}[${key}]`, inner),
  );
}

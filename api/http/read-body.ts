import type { Request, Response } from 'express';
import type { SentPicture } from '../../photos/sent-picture';
import { Problem } from './problem';
import { readJson } from './read-json';
import { readMultipart } from './read-multipart';

export interface RawBody {
  json: unknown;
  files: SentPicture[];
}

/**
 * Reads the body: JSON, multipart if photos are accepted, or nothing, which counts as `{}`.
 * @throws Problem `malformed`, `too_large`, `unsupported_media_type`, `photo_refused`, `invalid`
 */
export async function readBody(
  request: Request,
  response: Response,
  accepts: { photos: boolean },
): Promise<RawBody> {
  if (request.is('multipart/form-data') && accepts.photos) return readMultipart(request, response);
  if (isEmpty(request)) return { json: {}, files: [] };
  if (!request.is('application/json')) throw unsupported(accepts.photos);
  return { json: await readJson(request, response), files: [] };
}

function isEmpty({ headers }: Request): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

function unsupported(photos: boolean): Problem {
  const types = photos ? 'application/json or multipart/form-data' : 'application/json';
  return new Problem({ code: 'unsupported_media_type', detail: `Send ${types}.` });
}

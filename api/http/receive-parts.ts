import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { invalid, malformed, Problem } from './problem';
import { problemFromError } from './problem-from-error';

const MEGABYTE = 1024 * 1024;

/**
 * Reads a multipart body with `parse`, one of multer's parsers; turns its errors into problems for every such
 * reader.
 * @throws Problem `photo_refused`, `too_large`, `malformed`, `invalid`; `unavailable` if the body is not at fault
 */
export async function receiveParts(
  parse: RequestHandler,
  request: Request,
  response: Response,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    void parse(request, response, (error: unknown) => (error ? reject(asProblem(error)) : resolve()));
  });
}

function asProblem(error: unknown): Problem {
  if (error instanceof multer.MulterError) return brokenLimit(error);
  const problem = problemFromError(error);
  // Our own errors, about disk and upload budget, have problems of their own; any other is the parser's, about what
  // was sent.
  return problem.code === 'internal' ? malformed('The multipart body cannot be parsed.', error) : problem;
}

function brokenLimit(error: multer.MulterError): Problem {
  switch (error.code) {
    case 'LIMIT_FILE_SIZE':
      return refused('photo_too_big', `A photo has at most ${PHOTO_LIMITS.bytesAtMost / MEGABYTE} MB.`);
    case 'LIMIT_FILE_COUNT':
      return tooManyPhotos();
    case 'LIMIT_UNEXPECTED_FILE':
      return error.field === 'photos' ? tooManyPhotos() : unknownFile();
    case 'LIMIT_FIELD_VALUE':
      return new Problem({ code: 'too_large', detail: 'A field of the multipart body is too large.' });
    default:
      return malformed('The multipart body has other parts than it may, or more of them.', error);
  }
}

function tooManyPhotos(): Problem {
  return refused('too_many_photos', `At most ${PHOTO_LIMITS.photosAtMost} photos are taken.`);
}

function refused(rule: string, detail: string): Problem {
  return new Problem({ code: 'photo_refused', detail, errors: [{ pointer: '#/photos', rule, detail }] });
}

function unknownFile(): Problem {
  return invalid([{ rule: 'unknown', detail: 'Files are sent as “photos”.' }]);
}

import { isUtf8 } from 'node:buffer';
import express, { type Request, type Response } from 'express';
import { malformed, Problem } from './problem';

export const JSON_BYTES_AT_MOST = 256 * 1024;

const parser = express.json({
  limit: JSON_BYTES_AT_MOST,
  inflate: false,
  strict: true,
  type: () => true,
  verify: (_request, _response, bytes) => refuseBadUtf8(bytes),
  reviver: refusePrototypes,
});

/**
 * The JSON body of a request; undefined when there is none.
 * @throws Problem `malformed`, `too_large`, `unsupported_media_type`
 */
export async function readJson(request: Request, response: Response): Promise<unknown> {
  await new Promise<void>((resolve, reject) => {
    parser(request, response, (error: unknown) => (error ? reject(asProblem(error)) : resolve()));
  });
  return request.body;
}

/** @throws Problem `malformed` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, refusePrototypes);
  } catch (error) {
    throw error instanceof Problem ? error : malformed('The JSON cannot be parsed.', error);
  }
}

function refuseBadUtf8(bytes: Buffer): void {
  if (!isUtf8(bytes)) throw malformed('The body is not UTF-8.');
}

function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__') throw malformed('“__proto__” is not a field.');
  return value;
}

function asProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error && 'type' in error)) return error;
  switch (error.type) {
    case 'entity.too.large':
      return tooLarge(error);
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new Problem(
        { code: 'unsupported_media_type', detail: 'Send uncompressed JSON in UTF-8.' },
        { cause: error },
      );
    case 'entity.parse.failed':
      return malformed('The JSON cannot be parsed.', error);
    case 'entity.verify.failed':
      return error.cause instanceof Problem ? error.cause : malformed('The body is not UTF-8.', error);
    case 'request.aborted':
    case 'request.size.invalid':
      return malformed('The body ended early.', error);
    default:
      return error;
  }
}

function tooLarge(cause: unknown): Problem {
  return new Problem(
    { code: 'too_large', detail: `JSON bodies are limited to ${JSON_BYTES_AT_MOST / 1024} kB.` },
    { cause },
  );
}

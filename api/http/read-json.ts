import { isUtf8 } from 'node:buffer';
import express, { type Request, type Response } from 'express';
import { malformed, Problem } from './problem';

export const JSON_BYTES_AT_MOST = 256 * 1024;

// Express' own JSON parser takes what is no UTF-8 and says less of what is wrong.
const readBytes = express.raw({ limit: JSON_BYTES_AT_MOST, inflate: false, type: () => true });

/**
 * The JSON body of a request.
 * @throws Problem `malformed`, `too_large`, `unsupported_media_type`
 */
export async function readJson(request: Request, response: Response): Promise<unknown> {
  refuseOtherCharsets(request);
  await new Promise<void>((resolve, reject) => {
    readBytes(request, response, (error: unknown) => (error ? reject(asProblem(error)) : resolve()));
  });
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || !isUtf8(bytes)) throw malformed('The body is not UTF-8.');
  return parseJson(bytes.toString('utf8'));
}

/** @throws Problem `malformed` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, refusePrototypes);
  } catch (error) {
    throw error instanceof Problem ? error : malformed('The JSON cannot be parsed.', error);
  }
}

function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__') throw malformed('“__proto__” is not a field.');
  return value;
}

function refuseOtherCharsets({ headers }: Request): void {
  const charset = /;\s*charset="?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw unsupported();
}

/** The parser tells its refusals apart by their `type`. */
function asProblem(error: unknown): unknown {
  if (!(error instanceof Error && 'type' in error)) return error;
  switch (error.type) {
    case 'entity.too.large':
      return tooLarge(error);
    case 'encoding.unsupported':
      return unsupported(error);
    case 'request.aborted':
    case 'request.size.invalid':
      return malformed('The body ended early.', error);
    default:
      return error;
  }
}

function tooLarge(cause: unknown): Problem {
  const detail = `JSON bodies are limited to ${JSON_BYTES_AT_MOST / 1024} kB.`;
  return new Problem({ code: 'too_large', detail }, { cause });
}

function unsupported(cause?: unknown): Problem {
  return new Problem(
    { code: 'unsupported_media_type', detail: 'Send uncompressed JSON in UTF-8.' },
    { cause },
  );
}

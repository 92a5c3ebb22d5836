import { isUtf8 } from 'node:buffer';
import express, { type Request, type Response } from 'express';
import { malformed, Problem } from './problem';

/** For bodies that are read as a whole: JSON and plain forms. */
export const TEXT_BYTES_AT_MOST = 256 * 1024;

// Express' own parsers accept invalid UTF-8, and their errors say less about what is wrong.
const readBytes = express.raw({ limit: TEXT_BYTES_AT_MOST, inflate: false, type: () => true });

/**
 * The body of a request as text. `kind` names the body in error messages.
 * @throws Problem `malformed`, `too_large`, `unsupported_media_type`
 */
export async function readText(request: Request, response: Response, kind: string): Promise<string> {
  refuseOtherCharsets(request, kind);
  await new Promise<void>((resolve, reject) => {
    readBytes(request, response, (error: unknown) => (error ? reject(asProblem(error, kind)) : resolve()));
  });
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || !isUtf8(bytes)) throw malformed('The body is not UTF-8.');
  // Some systems begin UTF-8 with a byte order mark (RFC 8259 lets readers ignore it).
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function refuseOtherCharsets({ headers }: Request, kind: string): void {
  const charset = /;\s*charset="?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw unsupported(kind);
}

/** The parser's errors differ in their `type`. */
function asProblem(error: unknown, kind: string): unknown {
  if (!(error instanceof Error && 'type' in error)) return error;
  switch (error.type) {
    case 'entity.too.large':
      return tooLarge(kind, error);
    case 'encoding.unsupported':
      return unsupported(kind, error);
    case 'request.aborted':
    case 'request.size.invalid':
      return malformed('The body ended early.', error);
    default:
      return error;
  }
}

function tooLarge(kind: string, cause: unknown): Problem {
  const detail = `${kind} bodies are limited to ${TEXT_BYTES_AT_MOST / 1024} kB.`;
  return new Problem({ code: 'too_large', detail }, { cause });
}

function unsupported(kind: string, cause?: unknown): Problem {
  return new Problem(
    { code: 'unsupported_media_type', detail: `Send uncompressed ${kind} in UTF-8.` },
    { cause },
  );
}

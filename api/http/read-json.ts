import type { Request, Response } from 'express';
import { malformed, Problem } from './problem';
import { readText, TEXT_BYTES_AT_MOST } from './read-text';

export const JSON_BYTES_AT_MOST = TEXT_BYTES_AT_MOST;

/**
 * The JSON body of a request.
 * @throws Problem `malformed`, `too_large`, `unsupported_media_type`
 */
export async function readJson(request: Request, response: Response): Promise<unknown> {
  return parseJson(await readText(request, response, 'JSON'));
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

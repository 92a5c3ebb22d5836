import { constants } from 'node:zlib';
import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';
import { cookiesOf } from './cookies';

const PARTIAL_CONTENT = 206;
/** A page loads dozens of small scripts. */
const BYTES_AT_LEAST = 256;
/** One step above the library's own: a tenth smaller at the same cost, where the next steps gain nothing. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/**
 * Compresses responses, for slow phones. Not those that contain a secret together with text that others chose:
 * their length would reveal the secret letter by letter (BREACH). These are the pages of signed-in people, whose
 * forms contain a token, and those opened by a link with a token.
 */
export function compress({ sessionCookie }: { sessionCookie: string }): RequestHandler {
  return compression({
    threshold: BYTES_AT_LEAST,
    brotli: BROTLI,
    filter: (request: Request, response: Response) =>
      request.method === 'GET' &&
      response.statusCode !== PARTIAL_CONTENT &&
      !isStream(response) &&
      !holdsSecret(request, sessionCookie) &&
      compression.filter(request, response),
  });
}

/** Each event must be sent at once; compression would delay it to save little. */
function isStream(response: Response): boolean {
  return String(response.getHeader('Content-Type')).startsWith('text/event-stream');
}

function holdsSecret(request: Request, sessionCookie: string): boolean {
  const hasToken = new URLSearchParams(request.originalUrl.split('?')[1] ?? '').has('t');
  return hasToken || cookiesOf(request).has(sessionCookie);
}

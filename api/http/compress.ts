import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';
import { cookiesOf } from './cookies';

const PARTIAL_CONTENT = 206;

/**
 * Compresses responses, for slow phones. Not those that contain a secret together with text that others chose:
 * their length would reveal the secret letter by letter (BREACH). These are the pages of signed-in people, whose
 * forms contain a token, and those opened by a link with a token.
 */
export function compress({ sessionCookie }: { sessionCookie: string }): RequestHandler {
  return compression({
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

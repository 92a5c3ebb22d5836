import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';
import { cookiesOf } from './cookies';

const PARTIAL_CONTENT = 206;

/**
 * Answers in fewer bytes, for slow phones. Not what holds a secret beside words that others chose: the length of such an
 * answer would tell the secret letter by letter (BREACH). That is what a signed-in person sees, whose forms carry a
 * token, and what a link with a token opens.
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

/** Each event has to leave at once, and what it costs is its wait and not its length. */
function isStream(response: Response): boolean {
  return String(response.getHeader('Content-Type')).startsWith('text/event-stream');
}

function holdsSecret(request: Request, sessionCookie: string): boolean {
  const hasToken = new URLSearchParams(request.originalUrl.split('?')[1] ?? '').has('t');
  return hasToken || cookiesOf(request).has(sessionCookie);
}

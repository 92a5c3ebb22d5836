import type { RequestHandler } from 'express';
import { PROOF_HEADER } from './proof-header';

/** Response headers that scripts of other sites may read, besides those that every script may. */
const EXPOSED = [
  ...['ETag', 'Location', 'Link', 'Retry-After', 'Allow', 'Content-Disposition'],
  ...['RateLimit', 'RateLimit-Policy', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'],
].join(', ');
const SENT = [
  ...['Authorization', 'Content-Type', 'Idempotency-Key', 'Idempotency-Secret', PROOF_HEADER],
  ...['If-None-Match', 'Last-Event-ID'],
].join(', ');
const METHODS = 'GET, HEAD, POST';
/** Browsers cache a preflight response for two hours at most. */
const ASKED_AGAIN_SECONDS = '7200';

/**
 * Opens the routes behind it to pages of any origin. Never with cookies: the allowed origin is `*`, which browsers
 * reject for requests with cookies, so no other site can use the rights of a signed-in person.
 */
export const openToOtherSites: RequestHandler = (request, response, next) => {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': EXPOSED,
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  if (request.method !== 'OPTIONS' || !request.get('access-control-request-method')) {
    next();
    return;
  }
  response
    .status(204)
    .set({
      'Access-Control-Allow-Methods': METHODS,
      'Access-Control-Allow-Headers': SENT,
      'Access-Control-Max-Age': ASKED_AGAIN_SECONDS,
    })
    .end();
};

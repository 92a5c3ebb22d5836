import type { RequestHandler } from 'express';
import { PROOF_HEADER } from './proof-header';

/** Response headers that scripts of other sites may read, besides those that browsers always let them read. */
const EXPOSED_HEADERS = [
  ...['ETag', 'Location', 'Link', 'Retry-After', 'Allow', 'Content-Disposition'],
  ...['RateLimit', 'RateLimit-Policy', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'],
].join(', ');
const REQUEST_HEADERS = [
  ...['Authorization', 'Content-Type', 'Idempotency-Key', 'Idempotency-Secret', PROOF_HEADER],
  ...['If-None-Match', 'Last-Event-ID'],
].join(', ');
const METHODS = 'GET, HEAD, POST';
/** Browsers cache a preflight response for two hours at most. */
const PREFLIGHT_MAX_AGE_SECONDS = '7200';

/**
 * Opens the routes behind it to pages of any origin. Never with cookies: the allowed origin is `*`, which browsers
 * reject for requests with cookies, so no other site can use the rights of a signed-in person.
 */
export const allowCrossOrigin: RequestHandler = (request, response, next) => {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': EXPOSED_HEADERS,
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
      'Access-Control-Allow-Headers': REQUEST_HEADERS,
      'Access-Control-Max-Age': PREFLIGHT_MAX_AGE_SECONDS,
    })
    .end();
};

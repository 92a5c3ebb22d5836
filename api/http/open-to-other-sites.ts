import type { RequestHandler } from 'express';
import { PROOF_HEADER } from './proof-header';

/** What a script of another site may read of an answer, beside the few that every script may. */
const EXPOSED = [
  ...['ETag', 'Location', 'Link', 'Retry-After', 'Allow', 'Content-Disposition'],
  ...['RateLimit', 'RateLimit-Policy', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'],
].join(', ');
const SENT = [
  ...['Authorization', 'Content-Type', 'Idempotency-Key', 'Idempotency-Secret', PROOF_HEADER],
  ...['If-None-Match', 'Last-Event-ID'],
].join(', ');
const METHODS = 'GET, HEAD, POST';
/** Browsers ask again after two hours at the latest. */
const ASKED_AGAIN_SECONDS = '7200';

/**
 * Lets pages of any origin use what stands behind it. Never with cookies: the answer to any origin is `*`, which
 * browsers refuse to requests that carry some, so a signed-in person lends their rights to no other site.
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

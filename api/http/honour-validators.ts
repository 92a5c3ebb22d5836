import type { RequestHandler } from 'express';

/**
 * Compares a client's copy even if the request has `Cache-Control: no-cache`. That header asks caches to
 * revalidate with us, and Node's `fetch` adds it by itself (RFC 9110 §13.1.2, §13.1.3). Express and its file
 * server would answer 200 because of it, and nothing else here reads it.
 */
export const honourValidators: RequestHandler = (request, _response, next) => {
  const { headers } = request;
  if (headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined)
    delete headers['cache-control'];
  next();
};

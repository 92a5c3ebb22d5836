import type { RequestHandler } from 'express';

/**
 * A copy that the client names is compared whatever it tells caches: `Cache-Control: no-cache` asks them to ask us, and
 * Node's `fetch` adds it by itself (RFC 9110 §13.1.2, §13.1.3). Express and its file server would answer 200 to it, and
 * nothing else here reads what it says.
 */
export const honourValidators: RequestHandler = (request, _response, next) => {
  const { headers } = request;
  if (headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined)
    delete headers['cache-control'];
  next();
};

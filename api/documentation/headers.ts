import type { Operation } from '../http/operation';

const text = (description: string, example: string) =>
  ({ description, schema: { type: 'string' }, example }) as const;

/** Response headers, by the name of their component. */
export const HEADERS = {
  RateLimitPolicy: text(
    'What the key may ask for: `q` requests within `w` seconds (draft-ietf-httpapi-ratelimit-headers). Answers without a key have none.',
    '"requests";q=600;w=60',
  ),
  RateLimit: text(
    'What is left of it: `r` requests, and `t` seconds until there are all again.',
    '"requests";r=598;t=42',
  ),
  RetryAfter: text('After how many seconds asking again makes sense.', '5'),
  ETag: text(
    'Names this version; `If-None-Match` with it is answered 304 while nothing has changed.',
    'W/"Wm9x-7Qk"',
  ),
  Link: text(
    'Where the list goes on, as `next` (RFC 8288).',
    '<https://sikesal.example.org/api/v1/…>; rel="next"',
  ),
  Location: text('Where it is from now on.', '/api/v1/…'),
} as const;

const reference = (name: keyof typeof HEADERS) => ({ $ref: `#/components/headers/${name}` });

const OF_ALL = { 'RateLimit-Policy': reference('RateLimitPolicy'), RateLimit: reference('RateLimit') };

export function responseHeaders({ headers = [] }: Pick<Operation, 'headers'>) {
  return { ...OF_ALL, ...Object.fromEntries(headers.map((name) => [name, reference(name)])) };
}

/** 429 and 503 say when to try again. */
export function problemHeaders(status: number) {
  const waits = status === 429 || status === 503;
  return { ...OF_ALL, ...(waits ? { 'Retry-After': reference('RetryAfter') } : {}) };
}

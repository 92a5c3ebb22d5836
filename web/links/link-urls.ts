import type { PageRequest } from '../http/page-request';

/** An address on this site with the request's token and language. */
export function withToken(path: string, { query }: PageRequest, more: Record<string, string> = {}): string {
  const kept = { t: query.t, lang: query.lang, ...more };
  const pairs = Object.entries(kept).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `${path}?${new URLSearchParams(pairs).toString()}`;
}

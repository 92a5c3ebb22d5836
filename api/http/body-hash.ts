import { createHash } from 'node:crypto';

/** SHA-256 of a validated body and its files: what makes two requests with one Idempotency-Key the same. */
export function bodyHash(body: unknown, files: readonly Buffer[]): Buffer {
  const hash = createHash('sha256').update(JSON.stringify(canonical(body)));
  for (const file of files) hash.update(createHash('sha256').update(file).digest());
  return hash.digest();
}

/** The order of keys says nothing. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([key, inner]) => [key, canonical(inner)]);
}

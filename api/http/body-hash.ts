import { createHash } from 'node:crypto';

/**
 * SHA-256 of a validated body and its files: what makes two requests with one Idempotency-Key the same. Validation has
 * put the fields into the order of their schema, so the sender's order says nothing.
 */
export function bodyHash(body: unknown, files: readonly Buffer[]): Buffer {
  const hash = createHash('sha256').update(JSON.stringify(body));
  for (const file of files) hash.update(createHash('sha256').update(file).digest());
  return hash.digest();
}

import { createHash } from 'node:crypto';
import { digestOfPicture, type SentPicture } from '../../photos/sent-picture';

/**
 * SHA-256 of a validated body and its files: two requests with one Idempotency-Key are the same if it is equal.
 * Validation puts the fields into the order of their schema, so the sender's order does not matter.
 */
export async function bodyHash(body: unknown, files: readonly SentPicture[]): Promise<Buffer> {
  const hash = createHash('sha256').update(JSON.stringify(body));
  for (const file of files) hash.update(await digestOfPicture(file));
  return hash.digest();
}

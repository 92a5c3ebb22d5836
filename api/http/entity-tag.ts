import { createHash } from 'node:crypto';

/** Weak (RFC 9110 §8.8.3), since the same content is sent compressed to one client and uncompressed to another. */
export function entityTag(content: string | Buffer): string {
  return `W/"${createHash('sha256').update(content).digest('base64url')}"`;
}

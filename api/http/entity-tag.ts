import { createHash } from 'node:crypto';

/** Weak (RFC 9110 §8.8.3), since the same content leaves compressed for one client and as it is for another. */
export function entityTag(content: string | Buffer): string {
  return `W/"${createHash('sha256').update(content).digest('base64url')}"`;
}

import { createHash } from 'node:crypto';

/** Recognises a browser or device at one complaint, but does not link it to others. */
export function deviceHash(device: string, complaintId: string): Buffer {
  return createHash('sha256').update(`${complaintId} ${device}`).digest();
}

/**
 * Recognises a browser or device that gives the same address again, at whatever complaint; does not link it to
 * other addresses.
 */
export function knownBy(device: string, email: string): Buffer {
  return createHash('sha256').update(`${email.toLowerCase()} ${device}`).digest();
}

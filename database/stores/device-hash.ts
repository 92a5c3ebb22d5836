import { createHash } from 'node:crypto';

/** How a browser or device is known again at one complaint; what it does elsewhere cannot be told from it. */
export function deviceHash(device: string, complaintId: string): Buffer {
  return createHash('sha256').update(`${complaintId} ${device}`).digest();
}

/** How a browser or device is known again that gives an address, at whatever complaint; tells nothing of another address. */
export function knownBy(device: string, email: string): Buffer {
  return createHash('sha256').update(`${email.toLowerCase()} ${device}`).digest();
}

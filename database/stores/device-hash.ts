import { createHash } from 'node:crypto';

/** How a browser or device is known again at one complaint; what it does elsewhere cannot be told from it. */
export function deviceHash(device: string, complaintId: string): Buffer {
  return createHash('sha256').update(`${complaintId} ${device}`).digest();
}

export type PhotoKind = 'jpeg' | 'png' | 'webp';

/** How many of the first bytes are checked. */
export const KIND_BYTES = 12;
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);
const PNG_START = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * The kind that the first bytes show, or null. File names and declared types come from the sender and are ignored.
 */
export function detectPhotoKind(bytes: Buffer): PhotoKind | null {
  if (startsWith(bytes, JPEG_START)) return 'jpeg';
  if (startsWith(bytes, PNG_START)) return 'png';
  if (isWebp(bytes)) return 'webp';
  return null;
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start);
}

function isWebp(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
}

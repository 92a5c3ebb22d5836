import sharp from 'sharp';
import { detectPhotoKind, type PhotoKind } from './detect-photo-kind';
import type { PhotoLimits } from './photo-limits';
import { PhotoRefused } from './photo-refused';

export interface Content {
  /** In bytes. */
  size: number;
  /** The first `KIND_BYTES` or more; fewer only if the file is shorter. */
  start: Buffer;
}

/**
 * Checks what the bytes show without decoding.
 * @throws PhotoRefused `photo_broken` (empty), `photo_too_big`, `photo_kind`
 */
export function checkContent({ size, start }: Content, limits: PhotoLimits): PhotoKind {
  if (size === 0) throw new PhotoRefused({ code: 'photo_broken' });
  if (size > limits.bytesAtMost) throw new PhotoRefused({ code: 'photo_too_big' });
  const kind = detectPhotoKind(start);
  if (kind === null) throw new PhotoRefused({ code: 'photo_kind' });
  return kind;
}

/**
 * Checks what the header declares, before any pixel is decoded.
 * @throws PhotoRefused `photo_broken`, `photo_kind` (the decoder disagrees with the first bytes),
 * `photo_too_many_pixels`
 */
export async function checkHeader(bytes: Buffer, kind: PhotoKind, limits: PhotoLimits): Promise<void> {
  const header = await readHeader(bytes);
  if (header.format !== kind) throw new PhotoRefused({ code: 'photo_kind' });
  if (isTooLarge(header, limits)) throw new PhotoRefused({ code: 'photo_too_many_pixels' });
}

function isTooLarge({ width, height }: sharp.Metadata, limits: PhotoLimits): boolean {
  return width * height > limits.pixelsAtMost || Math.max(width, height) > limits.sidePixelsAtMost;
}

async function readHeader(bytes: Buffer): Promise<sharp.Metadata> {
  try {
    // No limit here: with one, the library would report a decompression bomb as unreadable. Only the header is
    // read.
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (cause) {
    throw new PhotoRefused({ code: 'photo_broken', cause });
  }
}

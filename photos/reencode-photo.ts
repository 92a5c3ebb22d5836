import sharp from 'sharp';
import type { Capture } from '../domain/on-the-spot';
import { checkContent, checkHeader } from './check-photo';
import { makeThumbnail } from './make-thumbnail';
import { encode, shrink } from './encode-photo';
import type { PhotoLimits } from './photo-limits';
import { PhotoRefused } from './photo-refused';
import { readCapture } from './read-capture';

const FULL_SIDE_PIXELS = 2048;

/** A photo encoded again from its pixels: nothing else of the uploaded file is left in it. */
export interface ReencodedPhoto {
  /** Size of `full` in pixels, after the camera's orientation was applied. */
  width: number;
  height: number;
  /** JPEG. */
  full: Buffer;
  /** JPEG. */
  thumbnail: Buffer;
  /** When and where the uploaded file says it was taken; never store or log it. */
  capture: Capture;
}

export interface ReencodingSettings {
  limits: PhotoLimits;
  /** IANA zone of times without an offset: the city's. */
  timeZone: string;
}

/**
 * Re-encodes in this process; call `restrictDecoders` first.
 * @throws PhotoRefused with any code but `too_many_photos`
 */
export async function reencodePhoto(
  bytes: Buffer,
  { limits, timeZone }: ReencodingSettings,
): Promise<ReencodedPhoto> {
  await checkHeader(bytes, checkContent({ size: bytes.length, start: bytes }, limits), limits);
  const full = await encodeFull(bytes, limits);
  return {
    width: full.info.width,
    height: full.info.height,
    full: full.data,
    thumbnail: await makeThumbnail(full.data),
    capture: await readCapture(bytes, { timeZone }),
  };
}

/** Takes the first frame of an animation. */
async function encodeFull(
  bytes: Buffer,
  limits: PhotoLimits,
): Promise<{ data: Buffer; info: sharp.OutputInfo }> {
  // 'error' refuses truncated files; 'warning' would also refuse the stray bytes that some phones write between segments.
  const options = { failOn: 'error', limitInputPixels: limits.pixelsAtMost, autoOrient: true } as const;
  try {
    const picture = shrink(sharp(bytes, options), FULL_SIDE_PIXELS).flatten({ background: '#ffffff' });
    return await encode(picture).toBuffer({ resolveWithObject: true });
  } catch (cause) {
    throw new PhotoRefused({ code: 'photo_broken', cause });
  }
}

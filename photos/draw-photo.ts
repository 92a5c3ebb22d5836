import sharp from 'sharp';
import { checkContent, checkHeader } from './check-photo';
import { drawThumbnail } from './draw-thumbnail';
import { encode, shrink } from './encode-photo';
import type { PhotoLimits } from './photo-limits';
import { PhotoRefused } from './photo-refused';
import { readCapture, type Capture } from './read-capture';

const FULL_SIDE_PIXELS = 2048;

/** A photo encoded anew from its pixels: nothing else of the uploaded file is left in it. */
export interface DrawnPhoto {
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

export interface DrawingSettings {
  limits: PhotoLimits;
  /** IANA zone of times in photos that name none: the city's. */
  timeZone: string;
}

/**
 * Draws in this process; call `restrictDecoders` first.
 * @throws PhotoRefused with any code but `too_many_photos`
 */
export async function drawPhoto(bytes: Buffer, { limits, timeZone }: DrawingSettings): Promise<DrawnPhoto> {
  await checkHeader(bytes, checkContent({ size: bytes.length, start: bytes }, limits), limits);
  const full = await drawFull(bytes, limits);
  return {
    width: full.info.width,
    height: full.info.height,
    full: full.data,
    thumbnail: await drawThumbnail(full.data),
    capture: await readCapture(bytes, { timeZone }),
  };
}

/** Takes the first frame of an animation. */
async function drawFull(
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

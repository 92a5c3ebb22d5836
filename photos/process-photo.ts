import sharp from 'sharp';
import { uuidv7 } from 'uuidv7';
import { checkContent, checkHeader } from './check-photo';
import { drawThumbnail } from './draw-thumbnail';
import { encode, shrink } from './encode-photo';
import type { PhotoLimits } from './photo-limits';
import { PhotoRefused } from './photo-refused';
import { readCapture, type Capture } from './read-capture';
import { restrictDecoders } from './restrict-decoders';

export const PHOTO_CONTENT_TYPE = 'image/jpeg';

const FULL_SIDE_PIXELS = 2048;

/** A photo drawn anew from its pixels: nothing else of the file that was sent is left in it. */
export interface ProcessedPhoto {
  /** UUIDv7. */
  id: string;
  /** Size of `full` in pixels, after the camera's orientation was applied. */
  width: number;
  height: number;
  full: Buffer;
  thumbnail: Buffer;
  contentType: typeof PHOTO_CONTENT_TYPE;
  /** Length of `full`. */
  bytes: number;
  /** What the file that was sent told of its making; it belongs into no store and no log. */
  capture: Capture;
}

/** @throws PhotoRefused with any code but `too_many_photos` */
export type ProcessPhoto = (bytes: Buffer) => Promise<ProcessedPhoto>;

export interface PhotoProcessorDeps {
  limits: PhotoLimits;
  /** IANA zone of times in photos that name none: the city's. */
  timeZone: string;
}

/** Narrows the imaging library for the whole process, see `restrictDecoders`. */
export function createPhotoProcessor(deps: PhotoProcessorDeps): ProcessPhoto {
  restrictDecoders();
  return async (bytes) => {
    await checkHeader(bytes, checkContent(bytes, deps.limits), deps.limits);
    const full = await drawFull(bytes, deps.limits);
    return {
      id: uuidv7(),
      width: full.info.width,
      height: full.info.height,
      full: full.data,
      thumbnail: await drawThumbnail(full.data),
      contentType: PHOTO_CONTENT_TYPE,
      bytes: full.data.length,
      capture: await readCapture(bytes, deps),
    };
  };
}

/** Of an animation the first frame is taken. */
async function drawFull(
  bytes: Buffer,
  limits: PhotoLimits,
): Promise<{ data: Buffer; info: sharp.OutputInfo }> {
  // 'error' refuses truncated files; 'warning' would also refuse the stray bytes that some phones write between segments.
  const options = { failOn: 'error', limitInputPixels: limits.pixelsAtMost, autoOrient: true } as const;
  try {
    const picture = shrink(sharp(bytes, options), FULL_SIDE_PIXELS).flatten({ background: '#ffffff' });
    return await encode(picture.timeout({ seconds: limits.decodeSecondsAtMost })).toBuffer({
      resolveWithObject: true,
    });
  } catch (cause) {
    // Running out of time counts as broken: a phone's photo takes a fiftieth of it, the worst sound file under load a half.
    throw new PhotoRefused({ code: 'photo_broken', cause });
  }
}

import { drawPhoto, type DrawnPhoto } from '../../photos/draw-photo';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { restrictDecoders } from '../../photos/restrict-decoders';

restrictDecoders();

/** Draws a photo as a decoder does, but in the test's own process. */
export function drawHere(file: Buffer, limits = PHOTO_LIMITS): Promise<DrawnPhoto> {
  return drawPhoto(file, { limits, timeZone: 'Asia/Jakarta' });
}

import sharp from 'sharp';
import { encode, shrink } from './encode-photo';

const THUMBNAIL_SIDE_PIXELS = 320;

/** Made from our own picture, so that a stranger's bytes are decoded only once. */
export function makeThumbnail(full: Buffer): Promise<Buffer> {
  return encode(shrink(sharp(full), THUMBNAIL_SIDE_PIXELS)).toBuffer();
}

import sharp from 'sharp';
import { coarsen, type Area } from './coarsen';
import { makeThumbnail } from './make-thumbnail';
import { encode } from './encode-photo';

export type { Area } from './coarsen';

/** Both sizes with the areas made unrecognisable; the original pixels cannot be recovered from them. */
export interface BlurredPhoto {
  full: Buffer;
  thumbnail: Buffer;
}

/** @param input `full`: a picture of ours, as the photo store keeps it */
export async function blurPhoto({
  full,
  areas,
}: {
  full: Buffer;
  areas: readonly Area[];
}): Promise<BlurredPhoto> {
  const { data, info } = await sharp(full)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  for (const area of areas) coarsen({ data, width, height }, area);
  const blurred = await encode(sharp(data, { raw: { width, height, channels: 3 } })).toBuffer();
  return { full: blurred, thumbnail: await makeThumbnail(blurred) };
}

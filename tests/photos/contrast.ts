import sharp from 'sharp';
import type { Area } from '../../photos/blur-photo';

/** The standard deviation of the brightness in an area: near 0 where nothing can be made out. */
export async function contrast(picture: Buffer, area: Area): Promise<number> {
  const { width, height } = await sharp(picture).metadata();
  const region = {
    left: Math.round(area.x * width),
    top: Math.round(area.y * height),
    width: Math.round(area.width * width),
    height: Math.round(area.height * height),
  };
  // `stats()` is computed from the input, so the area has to become one first.
  const cut = await sharp(picture).extract(region).greyscale().png().toBuffer();
  const { channels } = await sharp(cut).stats();
  return channels[0]?.stdev ?? NaN;
}

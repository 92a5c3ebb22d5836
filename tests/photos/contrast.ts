import sharp from 'sharp';
import type { Area } from '../../photos/blur-photo';

/** How much brightness varies in an area, as a standard deviation: near 0 where nothing is to be told apart. */
export async function contrast(picture: Buffer, area: Area): Promise<number> {
  const { width, height } = await sharp(picture).metadata();
  const region = {
    left: Math.round(area.x * width),
    top: Math.round(area.y * height),
    width: Math.round(area.width * width),
    height: Math.round(area.height * height),
  };
  // Statistics are of the input: what was cut out has to become one first.
  const cut = await sharp(picture).extract(region).greyscale().png().toBuffer();
  const { channels } = await sharp(cut).stats();
  return channels[0]?.stdev ?? NaN;
}

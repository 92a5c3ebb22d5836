import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

export type Scene =
  | 'bus-stop-broken'
  | 'drain-clogged'
  | 'drain-cleared'
  | 'pipe-burst'
  | 'pothole'
  | 'pothole-patched'
  | 'rubbish'
  | 'rubbish-removed'
  | 'street-light-lit'
  | 'street-light-out'
  | 'truck-parked';

export interface Shot {
  scene: Scene;
  /** Where and when it was taken, by the phone; without it the file has no metadata. */
  taken?: { at: number; latitude: number; longitude: number };
  /** In pixels; the height is three quarters of it. */
  width?: number;
}

/** The time zone of the phone, which is the city's. */
const PHONE_OFFSET_HOURS = 7;
const GRAIN_TILE = { width: 200, height: 200 };
const GRAIN = { type: 'gaussian', mean: 128, sigma: 14 } as const;

/** Draws a scene as the JPEG of a phone, with grain, and with a time and place if given. */
export async function drawScene({ scene, taken, width = 1600 }: Shot): Promise<Buffer> {
  const height = (width * 3) / 4;
  // Tests of photos/ may have disabled the SVG decoder in this process, which the drawings need.
  sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] });
  const drawing = await readFile(path.join(__dirname, 'scenes', `${scene}.svg`));
  const grain = await sharp({ create: { ...GRAIN_TILE, channels: 3, background: 'grey', noise: GRAIN } })
    .blur(0.7)
    .png()
    .toBuffer();
  const shot = sharp(drawing, { density: (72 * width) / 400 })
    .resize(width, height)
    .composite([{ input: grain, tile: true, blend: 'soft-light' }])
    .jpeg({ quality: 78 });
  return (taken ? shot.withExif(exifOf(taken)) : shot).toBuffer();
}

/** Exif's image file directories by number: 0 is the picture, 2 the shot, 3 the place. */
function exifOf({ at, latitude, longitude }: NonNullable<Shot['taken']>): sharp.Exif {
  const local = new Date(at + PHONE_OFFSET_HOURS * 3_600_000).toISOString();
  const time = `${local.slice(0, 10).replaceAll('-', ':')} ${local.slice(11, 19)}`;
  return {
    IFD0: { Make: 'SiKesal', Model: 'Drawn' },
    IFD2: { DateTimeOriginal: time, OffsetTimeOriginal: `+0${PHONE_OFFSET_HOURS}:00` },
    IFD3: {
      GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
      GPSLatitude: degreesOf(latitude),
      GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
      GPSLongitude: degreesOf(longitude),
    },
  };
}

/** Degrees, minutes and hundredths of seconds, as the rational numbers of Exif. */
function degreesOf(angle: number): string {
  const seconds = Math.round(Math.abs(angle) * 360_000);
  return `${Math.floor(seconds / 360_000)}/1 ${Math.floor((seconds % 360_000) / 6_000)}/1 ${seconds % 6_000}/100`;
}

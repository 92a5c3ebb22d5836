import sharp from 'sharp';

interface PhotoOptions {
  /** `2026:11:25 14:05:00` */
  takenAt?: string;
  offset?: string;
  point?: { latitude: number; longitude: number };
  /** More GPS tags. */
  gps?: Record<string, string>;
  kind?: 'jpeg' | 'png' | 'webp';
  /** Small and of one colour if left out, otherwise with sensor noise. */
  size?: { width: number; height: number };
  /** The Exif value: 6 is a phone held upright. */
  orientation?: number;
}

/** A photo as a phone sends it, with when and where it was taken. */
export async function capturedPhoto(options: PhotoOptions): Promise<Buffer> {
  const { takenAt, offset, point, gps, kind = 'jpeg', size, orientation } = options;
  const blank = { channels: 3, background: '#6a7f5c' } as const;
  const shot = size ? await noisy(size) : sharp({ create: { width: 64, height: 48, ...blank } });
  return (orientation === undefined ? shot : shot.withMetadata({ orientation }))
    .withExif({
      IFD2: {
        ...(takenAt === undefined ? {} : { DateTimeOriginal: takenAt }),
        ...(offset === undefined ? {} : { OffsetTimeOriginal: offset }),
      },
      IFD3: { ...(point ? gpsOf(point) : {}), ...gps },
    })
    .toFormat(kind)
    .toBuffer();
}

/** Sensor noise, repeated: to draw twelve megapixels of it takes seconds. */
async function noisy(size: { width: number; height: number }): Promise<sharp.Sharp> {
  const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const;
  const tile = { width: 400, height: 300, channels: 3, background: '#6a7f5c', noise } as const;
  const input = await sharp({ create: tile }).png().toBuffer();
  return sharp({ create: { ...size, channels: 3, background: '#6a7f5c' } }).composite([
    { input, tile: true },
  ]);
}

/** An instant as a camera with this offset writes it. */
export function cameraTime(at: number, offsetHours = 7): string {
  return new Date(at + offsetHours * 3_600_000)
    .toISOString()
    .slice(0, 19)
    .replaceAll('-', ':')
    .replace('T', ' ');
}

function gpsOf({ latitude, longitude }: { latitude: number; longitude: number }): Record<string, string> {
  return {
    GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
    GPSLatitude: rational(latitude),
    GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
    GPSLongitude: rational(longitude),
  };
}

function rational(degrees: number): string {
  return `${Math.round(Math.abs(degrees) * 1_000_000)}/1000000 0/1 0/1`;
}

import sharp from 'sharp';

interface Told {
  /** `2026:11:25 14:05:00` */
  takenAt?: string;
  offset?: string;
  point?: { latitude: number; longitude: number };
  /** More of the block with the satellites' words. */
  gps?: Record<string, string>;
  kind?: 'jpeg' | 'png' | 'webp';
}

/** A photo as a phone sends it, that tells when and where it was taken. */
export function capturedPhoto({ takenAt, offset, point, gps, kind = 'jpeg' }: Told): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: '#6a7f5c' } })
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

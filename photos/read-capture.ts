import exifr from 'exifr';
import sharp from 'sharp';
import type { Capture } from '../domain/on-the-spot';
import { capturePoint } from './capture-point';
import { captureTime } from './capture-time';

export type { Capture } from '../domain/on-the-spot';

const NOTHING: Capture = { takenAt: null, point: null };

// A JPEG has room for 64 KB of it; PNG and WebP would let a stranger hand over megabytes to look through.
const EXIF_BYTES_AT_MOST = 256 * 1024;

const TAGS = [
  ...['DateTimeOriginal', 'OffsetTimeOriginal', 'CreateDate', 'OffsetTimeDigitized'],
  ...['GPSDateStamp', 'GPSTimeStamp'],
  ...['GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef'],
];

/**
 * When and where a JPEG, PNG or WebP says that it was taken. What it does not say, or says in a way that cannot be, is
 * null: a photo is never refused for its metadata.
 * @param timeZone IANA zone of times that name none: the city's
 */
export async function readCapture(original: Buffer, { timeZone }: { timeZone: string }): Promise<Capture> {
  const tags = await readTags(original);
  return tags ? { takenAt: captureTime(tags, timeZone), point: capturePoint(tags) } : NOTHING;
}

async function readTags(original: Buffer): Promise<Record<string, unknown> | null> {
  try {
    const { exif } = await sharp(original, { limitInputPixels: false }).metadata();
    if (!exif || exif.length > EXIF_BYTES_AT_MOST) return null;
    const tags: unknown = await exifr.parse(withoutPrefix(exif), {
      pick: TAGS,
      reviveValues: false,
      translateValues: false,
    });
    return typeof tags === 'object' ? (tags as Record<string, unknown> | null) : null;
  } catch {
    // Broken metadata says nothing. Whether the picture is sound, those find out who draw it.
    return null;
  }
}

/** The imaging library hands over a JPEG's segment with its name in front; the reader wants what follows. */
function withoutPrefix(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
}

import { load } from 'exifreader';
import sharp from 'sharp';
import type { Capture } from '../domain/on-the-spot';
import { capturePoint } from './capture-point';
import { captureTime, type Tags } from './capture-time';

const NO_CAPTURE: Capture = { takenAt: null, point: null };

// JPEG limits EXIF to 64 KB; in a PNG or WebP a stranger could send megabytes of it to parse.
const EXIF_BYTES_AT_MOST = 256 * 1024;

/**
 * When and where a JPEG, PNG or WebP was taken, by its own EXIF. Missing or impossible values are null: no photo is
 * refused for its metadata.
 * @param timeZone IANA zone of times without an offset: the city's
 */
export async function readCapture(original: Buffer, { timeZone }: { timeZone: string }): Promise<Capture> {
  const tags = await readTags(original);
  return tags ? { takenAt: captureTime(tags, timeZone), point: capturePoint(tags) } : NO_CAPTURE;
}

async function readTags(original: Buffer): Promise<Tags | null> {
  try {
    const { exif } = await sharp(original, { limitInputPixels: false }).metadata();
    if (!exif || exif.length > EXIF_BYTES_AT_MOST) return null;
    const { exif: tags = {}, gps = {} } = load(withoutPrefix(exif), { expanded: true });
    return {
      DateTimeOriginal: firstOf(tags.DateTimeOriginal),
      OffsetTimeOriginal: firstOf(tags.OffsetTimeOriginal),
      CreateDate: firstOf(tags.DateTimeDigitized),
      OffsetTimeDigitized: firstOf(tags.OffsetTimeDigitized),
      GPSDateStamp: firstOf(tags.GPSDateStamp),
      GPSTimeStamp: quotientsOf(tags.GPSTimeStamp),
      latitude: gps.Latitude,
      longitude: gps.Longitude,
    };
  } catch {
    // Broken metadata counts as none. Whether the picture itself is intact shows when it is re-encoded.
    return null;
  }
}

/** Hours, minutes and seconds, each of which EXIF writes as numerator and denominator. */
function quotientsOf(tag: { value: unknown } | undefined): unknown {
  if (!Array.isArray(tag?.value)) return undefined;
  return tag.value.map((each: unknown) => (Array.isArray(each) ? Number(each[0]) / Number(each[1]) : NaN));
}

function firstOf(tag: { value: unknown } | undefined): unknown {
  return Array.isArray(tag?.value) ? tag.value[0] : undefined;
}

/** For a JPEG, sharp leaves the segment's name in front, which ExifReader does not expect. */
function withoutPrefix(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
}

/**
 * When and where a photo was taken, as its metadata says. Shrinking takes the metadata away, so it is read before.
 * @typedef {{ takenAt?: string, latitude?: number, longitude?: number }} Capture
 */

/** Tags by their numbers: the small build of the library knows no names. */
const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;

/**
 * @param {File} file
 * @returns {Promise<Capture | null>} null when it has no metadata that can be read
 */
export async function readCapture(file) {
  try {
    // Loaded for who adds a photo only; most of the page's weight would be this.
    const { gps, parse } = await import('/assets/vendor/exifr.js');
    const [tags, place] = [
      await parse(file, { pick: [DATE_TIME_ORIGINAL, OFFSET_TIME_ORIGINAL] }),
      await gps(file),
    ];
    const takenAt = instantOf(tags?.[DATE_TIME_ORIGINAL], tags?.[OFFSET_TIME_ORIGINAL]);
    return { ...(takenAt ? { takenAt } : {}), ...placeOf(place) };
  } catch {
    // Whatever is wrong with its metadata or the way of the library here, the photo may be sound: the server decides.
    return null;
  }
}

/**
 * EXIF times are of a clock on a wall; without an offset it is this phone's.
 * @param {unknown} wall `2026:11:24 10:05:00`
 * @param {unknown} offset `+07:00`
 */
function instantOf(wall, offset) {
  const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(String(wall)) ?? [];
  if (!time) return null;
  const zone = /^[+-]\d\d:\d\d$/.test(String(offset)) ? offset : '';
  const at = new Date(`${year}-${month}-${day}T${time}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** @param {{ latitude: number, longitude: number } | undefined} place */
function placeOf(place) {
  const isPlace = Number.isFinite(place?.latitude) && Number.isFinite(place?.longitude);
  return isPlace && place ? { latitude: place.latitude, longitude: place.longitude } : {};
}

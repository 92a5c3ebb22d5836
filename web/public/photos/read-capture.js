/**
 * When and where a photo was taken, as its metadata says. Shrinking takes the metadata away, so it is read before.
 * @typedef {{ takenAt?: string, latitude?: number, longitude?: number }} Capture
 */

/**
 * @param {File} file
 * @returns {Promise<Capture>}
 */
export async function readCapture(file) {
  const { exif, gps } = await tagsIn(file);
  const takenAt = instantOf(exif?.DateTimeOriginal, exif?.OffsetTimeOriginal);
  return { ...(takenAt ? { takenAt } : {}), ...placeOf(gps) };
}

/**
 * Loaded for who adds a photo only: most of the page's weight would be this. It puts itself into the global scope.
 * @returns {Promise<typeof import('exifreader')>}
 */
async function exifReader() {
  await import(new URL('../vendor/exifreader.js', import.meta.url).href);
  return /** @type {{ ExifReader: typeof import('exifreader') }} */ (/** @type {unknown} */ (self))
    .ExifReader;
}

/**
 * @param {File} file
 * @returns {Promise<import('exifreader').ExpandedTags>}
 */
async function tagsIn(file) {
  try {
    const { load } = await exifReader();
    return load(await file.arrayBuffer(), { expanded: true });
  } catch (error) {
    // Whatever is wrong with its metadata, or with the network that the reader comes by, the photo may be sound.
    console.warn('metadata of a photo cannot be read', error);
    return {};
  }
}

/**
 * EXIF times are of a clock on a wall; without an offset it is this phone's.
 * @param {{ description: string } | undefined} wall `2026:11:24 10:05:00`
 * @param {{ description: string } | undefined} offset `+07:00`
 */
function instantOf(wall, offset) {
  const [, year, month, day, time] =
    /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(wall?.description ?? '') ?? [];
  if (!time) return null;
  const zone = /^[+-]\d\d:\d\d$/.test(offset?.description ?? '') ? offset?.description : '';
  const at = new Date(`${year}-${month}-${day}T${time}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** @param {{ Latitude?: number, Longitude?: number } | undefined} gps */
function placeOf(gps) {
  const { Latitude: latitude, Longitude: longitude } = gps ?? {};
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : {};
}

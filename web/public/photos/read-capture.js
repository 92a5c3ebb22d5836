/**
 * When and where a photo was taken, according to its metadata. Shrinking removes the metadata, so it is read
 * before.
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
 * Loaded only for people who add a photo: it would be most of the page's weight. It puts itself into the global
 * scope.
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
    // Whatever is wrong with the metadata, or with the download of the reader, the photo itself may be fine.
    console.warn('metadata of a photo cannot be read', error);
    return {};
  }
}

/**
 * EXIF times are local; without an offset, this phone's time zone is assumed.
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

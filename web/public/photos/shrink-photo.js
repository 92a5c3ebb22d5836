/** As large as the service keeps them; more would only cost the sender's data. */
const LONGEST_SIDE = 2048;
const QUALITY = 0.85;
/** Below this, shrinking saves less than it costs. */
const SMALL_BYTES = 400_000;

/**
 * The photo upright and no larger than it is kept.
 * @param {File} file
 * @returns {Promise<Blob>} the file itself when it is small, or when this browser cannot read it: the server says why then
 */
export async function shrinkPhoto(file) {
  if (file.size <= SMALL_BYTES) return file;
  const picture = await decode(file);
  if (!picture) return file;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  /** @type {Blob | null} */
  const shrunk = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  return shrunk && shrunk.size < file.size ? shrunk : file;
}

/** @param {File} file */
async function decode(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    // Old browsers know no such function or option, and none can read every file: it leaves as it is then.
    return null;
  }
}

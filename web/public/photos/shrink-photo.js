/** As large as the service keeps them; more would only cost the sender's data. */
const LONGEST_SIDE = 2048;
const QUALITY = 0.85;
/** Below this, shrinking saves less than it costs. */
const SMALL_BYTES = 400_000;
/** What the service takes; others that this browser can read, such as HEIC and AVIF, leave as JPEG, whatever their size. */
const TAKEN = ['image/jpeg', 'image/png', 'image/webp'];

/**
 * The photo upright and no larger than it is kept.
 * @param {File} file
 * @returns {Promise<Blob>} the file itself when it is small, or when this browser cannot read it: the server says why then
 */
export async function shrinkPhoto(file) {
  const isTaken = TAKEN.includes(file.type);
  if (isTaken && file.size <= SMALL_BYTES) return file;
  const picture = await decode(file);
  if (!picture) return file;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  draw(picture, canvas);
  picture.close();
  /** @type {Blob | null} */
  const shrunk = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  return shrunk && (!isTaken || shrunk.size < file.size) ? shrunk : file;
}

/**
 * On white, as the service does it: what is transparent would be black in a JPEG.
 * @param {ImageBitmap} picture
 * @param {HTMLCanvasElement} canvas
 */
function draw(picture, canvas) {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
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

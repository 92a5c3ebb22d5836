/** The size at which the service stores photos; more would only cost the sender's data. */
const LONGEST_SIDE = 2048;
const QUALITY = 0.85;
/** Below this, shrinking saves less than it costs. */
const SMALL_BYTES = 400_000;
/** Types that the service accepts. Others that the browser can read (HEIC, AVIF) are sent as JPEG at any size. */
const TAKEN = ['image/jpeg', 'image/png', 'image/webp'];

/**
 * Returns the photo upright and no larger than it is stored.
 * @param {File} file
 * @returns {Promise<Blob>} the file itself when it is small, or when this browser cannot shrink it: the server
 * decides then
 */
export async function shrinkPhoto(file) {
  const isTaken = TAKEN.includes(file.type);
  if (isTaken && file.size <= SMALL_BYTES) return file;
  try {
    const shrunk = await drawSmaller(file);
    return !isTaken || shrunk.size < file.size ? shrunk : file;
  } catch (error) {
    // Old browsers lack functions, none can read every file, and a phone may have no memory left for a canvas.
    console.warn('a photo leaves as it is', error);
    return file;
  }
}

/** @param {File} file */
async function drawSmaller(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    draw(picture, canvas);
    return await jpegOf(canvas);
  } finally {
    picture.close();
  }
}

/**
 * Draws on white, as the service does: transparent parts would be black in a JPEG.
 * @param {ImageBitmap} picture
 * @param {HTMLCanvasElement} canvas
 */
function draw(picture, canvas) {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('there is no canvas to draw on');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
function jpegOf(canvas) {
  return new Promise((resolve, reject) => {
    const take = (/** @type {Blob | null} */ blob) =>
      blob ? resolve(blob) : reject(new Error('the canvas gave no picture'));
    canvas.toBlob(take, 'image/jpeg', QUALITY);
  });
}

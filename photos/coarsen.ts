/** Part of a picture in fractions of its width and height, 0 to 1, from its upper left corner. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Rows of red, green and blue, a byte each. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
}

/** So few that neither a face nor a number plate can be guessed from them, however large the area. */
const CELLS_ALONG_AT_MOST = 6;
/** Small areas get fewer cells: a cell of only a few pixels would show what it covers. */
const CELL_PIXELS_AT_LEAST = 12;
const CHANNELS = 3;

/** Fills each cell of the area with its mean colour, in place. Pixels partly inside the area belong to it. */
export function coarsen(pixels: Pixels, area: Area): void {
  const { left, top, right, bottom } = boundsOf(pixels, area);
  const longest = Math.max(right - left, bottom - top);
  const cell = Math.max(CELL_PIXELS_AT_LEAST, Math.ceil(longest / CELLS_ALONG_AT_MOST));
  for (let y = top; y < bottom; y += cell) {
    for (let x = left; x < right; x += cell) {
      level(pixels, {
        left: x,
        top: y,
        right: Math.min(x + cell, right),
        bottom: Math.min(y + cell, bottom),
      });
    }
  }
}

interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function boundsOf({ width, height }: Pixels, area: Area): Bounds {
  return {
    left: Math.floor(area.x * width),
    top: Math.floor(area.y * height),
    right: Math.min(width, Math.ceil((area.x + area.width) * width)),
    bottom: Math.min(height, Math.ceil((area.y + area.height) * height)),
  };
}

function level({ data, width }: Pixels, { left, top, right, bottom }: Bounds): void {
  const count = (right - left) * (bottom - top);
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    let sum = 0;
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) sum += data[(y * width + x) * CHANNELS + channel] ?? 0;
    }
    const mean = Math.round(sum / count);
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) data[(y * width + x) * CHANNELS + channel] = mean;
    }
  }
}

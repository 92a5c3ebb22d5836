/** What a photo may cost before it is refused. */
export interface PhotoLimits {
  /** Most photos with one complaint or one act. */
  photosAtMost: number;
  /** Largest file as sent, in bytes. */
  bytesAtMost: number;
  /** Largest picture as its header declares it, width × height. */
  pixelsAtMost: number;
  /** Longest side, in pixels: the decoder holds whole rows, however few there are. */
  sidePixelsAtMost: number;
  /** Longest wait of one photo for its turn, in milliseconds. */
  waitMsAtMost: number;
  /** Longest decoding of one photo, in milliseconds. */
  decodeMsAtMost: number;
}

/**
 * Phones send 12 to 50 megapixels; `decoding/decoder-process.ts` says how much memory the worst picture within
 * these limits takes.
 */
export const PHOTO_LIMITS: Readonly<PhotoLimits> = {
  photosAtMost: 5,
  bytesAtMost: 10 * 1024 * 1024,
  pixelsAtMost: 52_000_000,
  sidePixelsAtMost: 20_000,
  // Together: whoever sends a photo gets a response within ten seconds.
  waitMsAtMost: 5_000,
  decodeMsAtMost: 5_000,
};

/** What a photo may cost before it is refused. */
export interface PhotoLimits {
  /** Most photos with one complaint or one act. */
  photosAtMost: number;
  /** Largest file as sent, in bytes. */
  bytesAtMost: number;
  /** Largest picture as its header declares it, width × height. */
  pixelsAtMost: number;
  /** Longest decoding of one photo, in whole seconds. */
  decodeSecondsAtMost: number;
}

/**
 * Forty million pixels cover what phones send (12 to 36 megapixels) and bound the memory: the worst picture within
 * them, an interlaced 16-bit PNG with transparency, was measured at 375 MB while it is decoded; a usual one needs 30 MB.
 * A process that decoded two of the worst at a time stayed below 900 MB, to which the files that wait come on top.
 */
export const PHOTO_LIMITS: Readonly<PhotoLimits> = {
  photosAtMost: 5,
  bytesAtMost: 10 * 1024 * 1024,
  pixelsAtMost: 40_000_000,
  decodeSecondsAtMost: 10,
};
